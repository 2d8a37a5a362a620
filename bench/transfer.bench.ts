import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { markdownTable } from './markdown-table.ts'

const size = 10 ** 9
const program = fileURLToPath(new URL('servers/byte-storage.ts', import.meta.url))
const mover = fileURLToPath(new URL('servers/move-bytes.ts', import.meta.url))

/** Moves a gigabyte that is nowhere held, up and down, over a line that breaks twenty times or never. */
export async function measureTransfer(print: (line: string) => void): Promise<void> {
  const rows: string[][] = []
  for (const direction of ['upload', 'download'])
    for (const cuts of [0, 20])
      for (const client of ['graphkeep', 'microsoft']) {
        const { moved, stats } = await move(`${client} ${direction}`, cuts)
        const bytes = direction === 'upload' ? stats.gotBytes : stats.gaveBytes
        rows.push([
          direction,
          String(cuts),
          client,
          moved.seconds.toFixed(1),
          moved.overIdle.toFixed(0),
          moved.overWarm.toFixed(0),
          direction === 'upload' ? String(stats.parts) : '',
          (bytes / 10 ** 6).toFixed(0),
          direction === 'upload' ? (stats.again / 10 ** 6).toFixed(0) : '',
          moved.error || (stats.isWhole ? 'whole' : 'damaged'),
        ])
      }
  const headings = [
    '1 GB',
    'cuts',
    'client',
    's',
    'MB over start',
    'MB over 20 MB moved',
    'parts',
    'MB on the line',
    'MB again',
    'outcome',
  ]
  print(markdownTable(headings, rows))
}

interface Moved {
  readonly seconds: number

  /** Resident memory at its height, over that before anything was moved, and over that after 20 MB, in MiB. */
  readonly overIdle: number
  readonly overWarm: number
  readonly error: string
}

interface StorageStats {
  readonly parts: number
  readonly again: number
  readonly gotBytes: number
  readonly gaveBytes: number
  readonly isWhole: boolean
}

/** Each side is a process of its own, so that the memory is the client's alone; it has moved 20 MB before it is looked at. */
async function move(
  way: string,
  cuts: number,
): Promise<{ readonly moved: Moved; readonly stats: StorageStats }> {
  await using warmUp = await openStorage(20_000_000, 0)
  await using storage = await openStorage(size, cuts)
  const args = ['--expose-gc', mover, way, storage.url, warmUp.url, String(size)]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  const stats = (await (await fetch(`${storage.url}/stats`)).json()) as StorageStats
  return { moved: JSON.parse(stdout) as Moved, stats }
}

async function openStorage(size: number, cuts: number): Promise<AsyncDisposable & { readonly url: string }> {
  const server = spawn(process.execPath, [program, String(size), String(cuts)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(server.stdout, 'data')) as [Buffer]
  return { url: line.toString().trim(), [Symbol.asyncDispose]: async () => void server.kill() }
}
