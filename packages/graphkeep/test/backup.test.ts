import { randomBytes } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { expect, it } from 'vitest'

import { createGraphkeep, type Graphkeep, simulated } from '../src/index.ts'
import { runCommand } from './support/run-command.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const key = randomBytes(32).toString('base64')
const env = { GRAPHKEEP_KEY: key }

it('graphkeep backup writes a copy while the file is in use, and graphkeep restore takes it back', async () => {
  const folder = temporaryFolder()
  const file = join(temporaryFolder(), 'copy')
  const keep = await open(folder)
  await keep.call('email_list', { top: 5 })
  expect(await runCommand(['backup', file, '--folder', folder], env)).toMatchObject({ status: 0 })
  const restore = ['restore', file, '--folder', folder]
  expect(await runCommand(restore, env)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('another process'),
  })
  await keep.close()
  expect(await runCommand(restore, env)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('.replaced'),
  })
  await using again = await open(folder)
  await again.call('email_list', { top: 5 })
  expect((await again.cache.stats()).counters).toMatchObject({ storeHits: 1, fetches: 0 })
})

it('they say what is missing: a file to name, a file to read', async () => {
  const folder = temporaryFolder()
  expect(await runCommand(['backup'], env)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('backup FILE'),
  })
  expect(await runCommand(['backup', 'copy', '--folder', folder], env)).toMatchObject({ status: 2 })
  const absent = await runCommand(['restore', join(folder, 'copy'), '--folder', folder], env)
  expect(absent).toMatchObject({ status: 1, stderr: expect.stringContaining('does not exist') })
  expect(existsSync(join(folder, 'graphkeep.db'))).toBe(false)
  rmSync(folder, { recursive: true })
})

function open(folder: string): Promise<Graphkeep> {
  return createGraphkeep({ connect: simulated(), folder, key })
}
