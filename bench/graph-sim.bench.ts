import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import { markdownTable } from './markdown-table.ts'
import type { MailboxFigures } from './servers/large-mailbox.ts'

const sizes = [1000, 10_000, 100_000]
const script = fileURLToPath(new URL('servers/large-mailbox.ts', import.meta.url))

/** Measures what requests to the offline tenant cost as its mailbox grows, each size in a process of its own. */
export async function measureGraphSim(print: (line: string) => void): Promise<void> {
  const figures = sizes.map((size): MailboxFigures => {
    const text = execFileSync(process.execPath, ['--expose-gc', script, String(size)], { encoding: 'utf8' })
    return JSON.parse(text)
  })
  const [small, , large] = figures
  if (small === undefined || large === undefined) throw new Error('There is nothing to compare')
  const rows = Object.keys(small).map((name) => {
    const cells = figures.map((each) => each[name] ?? Number.NaN)
    return [name, ...cells.map(written), written((large[name] ?? 0) / (small[name] ?? 1))]
  })
  print('In process; milliseconds are medians, or of the one time where it says first.\n')
  print(
    markdownTable(['messages', ...sizes.map((size) => size.toLocaleString('en')), '100,000 / 1,000'], rows),
  )
}

function written(value: number): string {
  return value < 10 ? value.toFixed(2) : value.toFixed(0)
}
