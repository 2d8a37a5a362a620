import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { KeyUnavailable } from '@graphkeep/core'
import { describe, expect, it } from 'vitest'

import { keepMasterKey, loadMasterKey, type MasterKeyOptions } from '../src/keyring.ts'
import { startProcess } from './support/child-process.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const key = Uint8Array.from({ length: 32 }, (_, index) => 255 - index * 3)
const bytes = Buffer.from(key)
const texts = [bytes.toString('hex'), bytes.toString('hex').toUpperCase(), bytes.toString('base64')]
texts.push(bytes.toString('base64url'), ` ${bytes.toString('base64')}\n`)

describe('the master key of the host', () => {
  it('comes before every other', async () => {
    const env = { GRAPHKEEP_KEY: Buffer.alloc(32, 1).toString('hex') }
    const found = await loadMasterKey({ key, env, keyFile: join(temporaryFolder(), 'key') })
    expect(found).toEqual({ key, origin: 'host', created: false })
    expect(found.key).not.toBe(key)
  })

  it.each(texts)('may be a text: %j', async (text) => {
    expect((await loadMasterKey({ key: text })).key).toEqual(key)
  })

  it.each([0, 16, 31, 33, 64])('is refused when it has %i bytes', async (length) => {
    await expectRefusal({ key: new Uint8Array(length) }, /openssl rand -base64 32/)
  })
})

describe('GRAPHKEEP_KEY', () => {
  it.each(texts)('holds 32 bytes as text: %j', async (text) => {
    const found = await loadMasterKey({ env: { GRAPHKEEP_KEY: text }, keyring: false })
    expect(found).toEqual({ key, origin: 'environment', created: false })
  })

  it.each([
    '',
    'password',
    '0'.repeat(63),
    '0'.repeat(65),
    'z'.repeat(64),
    'A'.repeat(42),
    `${'A'.repeat(43)}==`,
    'ä'.repeat(43),
  ])('is refused as %j, which the error does not repeat', async (text) => {
    const error = await expectRefusal(
      { env: { GRAPHKEEP_KEY: text } },
      /GRAPHKEEP_KEY.*openssl rand -base64 32/,
    )
    if (text) expect(JSON.stringify([error, String(error), String(error.stack)])).not.toContain(text)
  })
})

describe('a key file', () => {
  it('is made when it is named, for its owner only, and read from then on', async () => {
    const keyFile = join(temporaryFolder(), 'folder', 'key')
    const first = await loadMasterKey({ env: {}, keyFile })
    expect(first).toMatchObject({ origin: 'key file', created: true })
    expect(first.key).toHaveLength(32)
    expect(statSync(keyFile).mode & 0o777).toBe(0o600)
    expect(await loadMasterKey({ env: {}, keyFile, existingDatabase: true })).toEqual({
      ...first,
      created: false,
    })
  })

  it('takes another key in place of the first, for its owner only', async () => {
    const keyFile = join(temporaryFolder(), 'key')
    await loadMasterKey({ env: {}, keyFile })
    await keepMasterKey(key, { keyFile })
    expect((await loadMasterKey({ env: {}, keyFile })).key).toEqual(key)
    expect(statSync(keyFile).mode & 0o777).toBe(0o600)
    await expect(keepMasterKey(key, { keyFile: join(keyFile, 'key') })).rejects.toThrow(KeyUnavailable)
  })

  it('is made once when four processes start together', async () => {
    const keyFile = join(temporaryFolder(), 'key')
    const processes = Array.from({ length: 4 }, () => startProcess('load-key', { env: {}, keyFile }))
    const found = await Promise.all(processes.map(async (process) => JSON.parse(await process.nextLine())))
    expect(new Set(found.map((one) => one.key)).size).toBe(1)
    expect(found.filter(({ created }) => created)).toHaveLength(1)
  })

  it('is refused when others may read it', async () => {
    const keyFile = join(temporaryFolder(), 'key')
    writeFileSync(keyFile, bytes.toString('base64'), { mode: 0o600 })
    for (const mode of [0o604, 0o640, 0o644, 0o666]) {
      chmodSync(keyFile, mode)
      await expectRefusal({ env: {}, keyFile }, /chmod 600/)
    }
  })

  it.each(['', 'not a key', bytes.toString('base64').slice(0, 20)])(
    'is refused, and kept, when it holds %j',
    async (text) => {
      const keyFile = join(temporaryFolder(), 'key')
      writeFileSync(keyFile, text, { mode: 0o600 })
      const error = await expectRefusal({ env: {}, keyFile }, /does not hold 32 bytes/)
      if (text) expect(String(error)).not.toContain(text)
      expect(readFileSync(keyFile, 'utf8')).toBe(text)
    },
  )

  it('that is gone is not made anew over a database', async () => {
    const keyFile = join(temporaryFolder(), 'key')
    await expectRefusal({ env: {}, keyFile, existingDatabase: true }, /no new one was made/)
    expect(() => statSync(keyFile)).toThrow()
  })

  it('that cannot be made is an error that names the ways out', async () => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, '')
    for (const keyFile of [join(file, 'key'), temporaryFolder()]) {
      await expectRefusal({ env: {}, keyFile }, /GRAPHKEEP_KEY.*keyring.*keyFile|chmod 600/)
    }
  })
})

it('without any source, the error names the three ways out', async () => {
  await expectRefusal({ env: {}, keyring: false }, /GRAPHKEEP_KEY.*keyring.*keyFile/)
})

async function expectRefusal(options: MasterKeyOptions, message: RegExp): Promise<Error> {
  const error = await loadMasterKey(options).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(KeyUnavailable)
  expect(String(error)).toMatch(message)
  return error as Error
}
