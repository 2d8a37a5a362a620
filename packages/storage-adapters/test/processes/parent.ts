import { writeSync } from 'node:fs'
import { createInterface } from 'node:readline'

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()

/** Returns what the test started this process with. */
export function input<T>(): T {
  return JSON.parse(process.argv[2] ?? 'null') as T
}

/** Prints a line at once: it is out even if the process is killed right afterwards. */
export function tell(line: string): void {
  writeSync(1, `${line}\n`)
}

/** Says that everything is loaded, and waits until the test lets it go on. */
export async function ready(): Promise<void> {
  tell('ready')
  await lines.next()
}

/** Lets the process end although the test could still say something. */
export function done(): void {
  process.stdin.destroy()
}
