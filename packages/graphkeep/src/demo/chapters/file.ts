import { open, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { DemoReport } from '../demo-report.ts'
import type { DemoWorld } from '../demo-world.ts'

/** What every unencrypted SQLite file begins with. */
const plainHeader = Buffer.from('SQLite format 3\0')

/** Shows the first bytes of the database file, and looks for the mailbox's owner in every file of the folder. */
export async function showFile({ folder, tenant }: DemoWorld, report: DemoReport): Promise<void> {
  report.chapter('The cache on disk')
  const header = await firstBytes(join(folder, 'graphkeep.db'), plainHeader.length)
  report.lines(
    `a plain SQLite file   ${plainHeader.toString('hex')}   ${printable(plainHeader)}`,
    `this cache            ${header.toString('hex')}   ${printable(header)}`,
    'key                   32 random bytes from the environment (GRAPHKEEP_KEY), made for this demo',
  )
  report.seen('the file does not begin as an SQLite file does', !header.equals(plainHeader))
  const found = await filesThatContain(folder, tenant.me.displayName)
  report.seen(
    `"${tenant.me.displayName}", who is in every answer, is found in no file of the cache`,
    found.length === 0,
  )
}

async function firstBytes(path: string, length: number): Promise<Buffer> {
  await using file = await open(path)
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, 0)
  return buffer
}

async function filesThatContain(folder: string, text: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
  const contents = await Promise.all(paths.map((path) => readFile(path)))
  return paths.filter((_, index) => contents[index]?.includes(text))
}

function printable(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/[^\x20-\x7e]/g, '.')
}
