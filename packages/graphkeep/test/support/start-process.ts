import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

/** Starts a program of `test/processes` with a value that it gets as its first argument. */
export function startProcess(name: string, input: unknown) {
  const program = fileURLToPath(new URL(`../processes/${name}.ts`, import.meta.url))
  const child = spawn(process.execPath, [program, JSON.stringify(input)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const closed = once(child, 'close')
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    /** Returns the next line that it prints; `undefined` when it has ended. */
    nextLine: async (): Promise<string | undefined> => (await lines.next()).value,
    go: () => void child.stdin.write('go\n'),

    /** Resolves to its exit code. */
    ended: async (): Promise<number | null> => (await closed)[0],
  }
}
