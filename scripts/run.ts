import { spawnSync } from 'node:child_process'

import { root } from './packages.ts'

/**
 * Runs a command of the workspace in the foreground and ends this process with its status when it fails.
 */
export function run(command: string, ...args: readonly string[]): void {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  if (error) throw error
  if (status !== 0) process.exit(status ?? 1)
}
