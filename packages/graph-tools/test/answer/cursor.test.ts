import { createSealer } from '@graphkeep/cache'
import { createKeyRing, type Scope } from '@graphkeep/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { type ContinuedList, readCursor, writeCursor } from '../../src/answer/cursor.ts'
import { failureOf } from '../world/open-client.ts'
import { openWorld } from '../world/open-world.ts'

const scope: Scope = { tenant: 'contoso.com', account: 'ada@contoso.com' }
const path = '/me/messages?$top=5&$select=id'
const next = { page: 'https://graph.microsoft.com/v1.0/me/messages?$top=5&$select=id&$skiptoken=abc%3D' }
const masterKey = new Uint8Array(32).fill(7)
const keptSealer = () => createSealer(createKeyRing([masterKey]))
const refusal = { code: 'ERR_INVALID_INPUT', message: expect.stringMatching(/cursor: .*start again/) }

describe('a cursor', () => {
  it('leads to where the list goes on', async () => {
    const list: ContinuedList = { context: { scope }, path }
    expect(await readCursor(list, await writeCursor(list, { ...next, skip: 3 }))).toEqual({
      page: '/me/messages?$top=5&$select=id&$skiptoken=abc%3D',
      skip: 3,
    })
    expect(await readCursor(list, undefined)).toEqual({ page: path, skip: 0 })
  })

  it('leads back to the same place whatever the link adds, changes and leaves out', async () => {
    const queries = fc.dictionary(fc.stringMatching(/^\$?[a-z]{1,6}$/), fc.string({ unit: 'grapheme' }), {
      maxKeys: 5,
    })
    await fc.assert(
      fc.asyncProperty(queries, queries, async (given, linked) => {
        const list = { context: { scope }, path: `/me/messages?${new URLSearchParams(given)}` }
        const page = `https://graph.microsoft.com/v1.0/me/messages?${new URLSearchParams(linked)}`
        const read = await readCursor(list, await writeCursor(list, { page }))
        const asked = new URLSearchParams(read.page.slice(read.page.indexOf('?')))
        expect(Object.fromEntries(asked)).toEqual(Object.fromEntries(new URLSearchParams(linked)))
      }),
    )
  })

  it('survives a restart where the host has a key, and does not where it has none', async () => {
    const cursor = await writeCursor({ context: { scope, sealer: keptSealer() }, path }, next)
    expect(await readCursor({ context: { scope, sealer: keptSealer() }, path }, cursor)).toMatchObject({
      page: expect.stringContaining('skiptoken'),
    })
    expect(await failureOf(readCursor({ context: { scope }, path }, cursor))).toMatchObject(refusal)
  })

  it('goes on after a restart in the tools', async () => {
    const before = openWorld({ sealer: keptSealer() })
    const { nextCursor } = await before.call<{ nextCursor: string }>('email_list', { top: 5 })
    const after = openWorld({ sealer: keptSealer() })
    const { messages } = await after.call<{ messages: object[] }>('email_list', {
      top: 5,
      cursor: nextCursor,
    })
    expect(messages).toHaveLength(5)
  })

  it.each([
    ['a kept key', keptSealer()],
    ['the key of the process', undefined],
  ])('is refused when forged, foreign or altered: 10,000 attempts under %s', async (_, sealer) => {
    const context = { scope, ...(sealer && { sealer }) }
    const list = { context, path }
    const genuine = await writeCursor(list, next)
    const sealed = Buffer.from(genuine, 'base64url')
    const foreign: ContinuedList[] = [
      { context: { ...context, scope: { ...scope, account: 'eve@contoso.com' } }, path },
      { context: { ...context, scope: { ...scope, tenant: 'evil.com' } }, path },
      { context: { ...context, scope: { tenant: 'contoso.com/ada', account: '@contoso.com' } }, path },
      { context, path: `${path}1` },
      { context, path: '/me/mailFolders/inbox/messages?$top=5&$select=id' },
    ]
    const attempts = fc.oneof(
      fc.constantFrom(...foreign),
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.uint8Array({ maxLength: 120 }).map((bytes) => Buffer.from(bytes).toString('base64url')),
      fc.nat({ max: sealed.length * 8 - 1 }).map((bit) => flipped(sealed, bit)),
      fc.nat({ max: genuine.length - 1 }).map((length) => genuine.slice(0, length)),
      fc.stringMatching(/^[A-Za-z0-9_=!. -]{1,3}$/).map((tail) => genuine + tail),
      fc
        .tuple(fc.nat({ max: genuine.length - 1 }), fc.constantFrom(...'AZaz09-_=+/ '))
        .map(([at, character]) => genuine.slice(0, at) + character + genuine.slice(at + 1)),
    )
    let tried = 0
    let accepted = 0
    for (const attempt of fc.sample(attempts, { numRuns: 10_000, seed: 23 })) {
      const cursor = typeof attempt === 'string' ? attempt : await writeCursor(attempt, next)
      if (cursor === genuine) continue
      tried++
      const outcome = await readCursor(list, cursor).then(
        () => 'accepted',
        (error: unknown) => error,
      )
      if (outcome === 'accepted') accepted++
      else expect(outcome).toMatchObject(refusal)
    }
    expect(tried).toBeGreaterThan(9_500)
    expect(accepted).toBe(0)
  })
})

function flipped(sealed: Uint8Array, bit: number): string {
  const bytes = Buffer.from(sealed)
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return bytes.toString('base64url')
}
