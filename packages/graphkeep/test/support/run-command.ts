import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The command, as it is run from the sources. */
export const command = fileURLToPath(new URL('../../src/bin.ts', import.meta.url))

/** What a process ended with. */
export interface Ended {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs `graphkeep ARGS` with nothing in the environment but `env` and what a process needs. */
export function runCommand(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const { PATH = '' } = process.env
  const child = spawn(process.execPath, [command, ...args], { env: { PATH, HOME: '/nonexistent', ...env } })
  child.stdin.end()
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => (stdout += chunk))
  child.stderr.on('data', (chunk) => (stderr += chunk))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status) => resolve({ status, stdout, stderr }))
  })
}
