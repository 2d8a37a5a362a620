import { spawn, spawnSync } from 'node:child_process'

import { argumentsOf, processOf, type TestProcess } from './child-process.ts'
import { temporaryFolder } from './temporary-folder.ts'

const ownMounts = ['unshare', '-m'] as const

/** Starts a program of `test/processes` that has a disk of 4 MB to itself, as the `folder` of its input. */
export function startOnSmallDisk(name: string, input: object): TestProcess {
  const folder = temporaryFolder()
  const [command, ...own] = process.getuid?.() === 0 ? ownMounts : [...ownMounts, '-Ur']
  const mount = 'mount -t tmpfs -o size=4m graphkeep-test "$0"'
  if (spawnSync(command, [...own, 'sh', '-c', mount, folder]).status !== 0) {
    throw new Error('This test needs Linux and the right to mount: run it as root, or allow user namespaces')
  }
  const program = [process.execPath, ...argumentsOf(name, { ...input, folder })]
  return processOf(spawn(command, [...own, 'sh', '-c', `${mount} && exec "$@"`, folder, ...program]))
}
