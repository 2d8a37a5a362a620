import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

import { onTestFinished } from 'vitest'

/** A process of this test, which prints lines. */
export interface TestProcess {
  /** Returns the next line that it prints; rejects when it ends before. */
  nextLine(): Promise<string>

  /** Lets it go on, where it waits for that. */
  go(): void

  /** Ends it as `kill -9` does; resolves when it is gone. */
  kill(): Promise<void>

  /** Resolves with all lines that were not asked for, when it has ended well. */
  rest(): Promise<readonly string[]>
}

/** Starts a program of `test/processes` with a value that it gets as its first argument. */
export function startProcess(name: string, input: unknown): TestProcess {
  return processOf(spawn(process.execPath, argumentsOf(name, input), { stdio: ['pipe', 'pipe', 'pipe'] }))
}

/** Returns what to start Node with for a program of `test/processes`. */
export function argumentsOf(name: string, input: unknown): readonly string[] {
  return [fileURLToPath(new URL(`../processes/${name}.ts`, import.meta.url)), JSON.stringify(input)]
}

/** Watches over a process that was started otherwise. */
export function processOf(child: ChildProcess): TestProcess {
  const lines: string[] = []
  const waiting: ((line: string | undefined) => void)[] = []
  let errors = ''
  const reader = createInterface({ input: child.stdout as NodeJS.ReadableStream })
  reader.on('line', (line) => (waiting.shift() ?? ((late) => lines.push(late as string)))(line))
  child.stderr?.on('data', (text) => {
    errors += text
  })
  const closed = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  void closed.then(() => waiting.splice(0).forEach((tell) => void tell(undefined)))
  onTestFinished(() => void child.kill('SIGKILL'))

  return {
    async nextLine() {
      const line =
        lines.shift() ?? (await new Promise<string | undefined>((resolve) => waiting.push(resolve)))
      if (line === undefined) throw new Error(`The process ended early: ${errors}`)
      return line
    },

    go: () => void child.stdin?.write('go\n'),

    async kill() {
      child.kill('SIGKILL')
      await closed
    },

    async rest() {
      const code = await closed
      if (code !== 0) throw new Error(`The process ended with ${code}: ${errors}`)
      return lines.splice(0)
    },
  }
}
