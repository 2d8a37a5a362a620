import { randomBytes } from 'node:crypto'
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { createGraphkeep, type Graphkeep, type GraphkeepOptions, simulated } from '../src/index.ts'
import { runCommand } from './support/run-command.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const key = randomBytes(32).toString('base64')
const env = { GRAPHKEEP_KEY: key }

describe('graphkeep keys rotate', () => {
  it('encrypts the file anew, and what was cached before is still served', async () => {
    const folder = await filledFolder({ key })
    const before = readFileSync(join(folder, 'graphkeep.db'))
    const { status, stdout } = await runCommand(['keys', 'rotate', '--folder', folder], env)
    expect([status, stdout]).toEqual([0, expect.stringContaining('is encrypted with a new key')])
    const after = readFileSync(join(folder, 'graphkeep.db'))
    expect(after.subarray(0, 4096).equals(before.subarray(0, 4096))).toBe(false)
    await expectCached({ folder, key })
  })

  it('with --master replaces only what unlocks the file', async () => {
    const folder = await filledFolder({ key })
    const next = { GRAPHKEEP_NEW_PASSPHRASE: 'correct horse battery staple' }
    const args = ['keys', 'rotate', '--master', '--folder', folder]
    expect(await runCommand(args, env)).toMatchObject({ status: 2 })
    expect(await runCommand(args, { ...env, ...next })).toMatchObject({ status: 0 })
    await expect(open({ folder, key })).rejects.toMatchObject({ problem: 'wrong_key' })
    await expectCached({ folder, passphrase: next.GRAPHKEEP_NEW_PASSPHRASE })
    const again = { GRAPHKEEP_PASSPHRASE: next.GRAPHKEEP_NEW_PASSPHRASE, GRAPHKEEP_NEW_KEY: key }
    expect(await runCommand(args, again)).toMatchObject({ status: 0 })
    await expectCached({ folder, key })
  })

  it('with --master makes the next key where the last one is kept', async () => {
    const keyFile = join(temporaryFolder(), 'key')
    const folder = await filledFolder({ keyFile })
    copyFileSync(keyFile, `${keyFile}.old`)
    const args = ['keys', 'rotate', '--master', '--folder', folder, '--key-file', keyFile]
    expect(await runCommand(args)).toMatchObject({ status: 0 })
    await expect(open({ folder, keyFile: `${keyFile}.old` })).rejects.toMatchObject({ problem: 'wrong_key' })
    await expectCached({ folder, keyFile })
  })

  it('is refused while the file is in use, and where there is none', async () => {
    const folder = temporaryFolder()
    const args = ['keys', 'rotate', '--folder', folder]
    expect(await runCommand(args, env)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('does not exist'),
    })
    expect(existsSync(join(folder, 'graphkeep.db'))).toBe(false)
    await using keep = await open({ folder, key })
    expect(keep.keyOrigin).toBe('host')
    expect(await runCommand(args, env)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('another process'),
    })
  })
})

it('graphkeep keys encrypt leaves a file alone that is encrypted, and refuses one of another program', async () => {
  const folder = await filledFolder({ key })
  const encrypt = ['keys', 'encrypt', '--folder', folder]
  expect(await runCommand(encrypt, env)).toMatchObject({ status: 0 })
  await expectCached({ folder, key })
  writeFileSync(join(folder, 'graphkeep.db'), 'SQLite format 3\0'.padEnd(4_096, '\0'))
  expect(await runCommand(encrypt, env)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('not a Graphkeep'),
  })
})

function open(options: Partial<GraphkeepOptions>): Promise<Graphkeep> {
  return createGraphkeep({ connect: simulated(), ...options })
}

async function filledFolder(options: Partial<GraphkeepOptions>): Promise<string> {
  const folder = temporaryFolder()
  await using keep = await open({ folder, ...options })
  await keep.call('email_list', { top: 5 })
  return folder
}

async function expectCached(options: Partial<GraphkeepOptions>): Promise<void> {
  await using keep = await open(options)
  await keep.call('email_list', { top: 5 })
  expect((await keep.cache.stats()).counters).toMatchObject({ storeHits: 1, fetches: 0 })
}
