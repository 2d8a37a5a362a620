import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { connectServer } from './connect-server.ts'
import { markdownTable } from './markdown-table.ts'
import { percentile } from './percentile.ts'

const rounds = 11
const packageFolder = new URL('../packages/graphkeep/', import.meta.url)
const serve = ['serve', '--stdio', '--sim', '--no-warm']

/** Measures the time from starting a server process to having its first list of tools. */
export async function measureStart(print: (line: string) => void): Promise<void> {
  const built = fileURLToPath(new URL('dist/bin.js', packageFolder))
  if (!existsSync(built)) throw new Error('There is no built command; run "npx -y pnpm@12 build" first.')
  const rows = [
    ['bare node', () => void spawnSync(process.execPath, ['--eval', '0'])],
    ['graphkeep serve --stdio, built', () => startAndList([built, ...serve])],
    [
      'graphkeep serve --stdio, from source',
      () => startAndList([fileURLToPath(new URL('src/bin.ts', packageFolder)), ...serve]),
    ],
  ] as const
  const results: string[][] = []
  for (const [name, start] of rows) {
    const samples: number[] = []
    for (let round = 0; round < rounds; round++) samples.push(await timed(start))
    results.push([name, percentile(samples, 0.5).toFixed(0), percentile(samples, 0.95).toFixed(0)])
  }
  print(`${rounds} starts each, an offline tenant of the default size included.\n`)
  print(markdownTable(['what', 'p50 ms', 'p95 ms'], results))
}

async function startAndList(args: readonly string[]): Promise<void> {
  await using server = await connectServer(args)
  await server.client.listTools()
}

async function timed(run: () => unknown): Promise<number> {
  const started = performance.now()
  await run()
  return performance.now() - started
}
