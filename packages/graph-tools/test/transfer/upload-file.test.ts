import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'

import { type Clock, createEvents } from '@graphkeep/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { drivePath } from '../../src/client.ts'
import { type ByteSource, uploadFile } from '../../src/transfer.ts'
import { failureOf } from '../world/open-client.ts'
import { hasty, openTransfer, sha256, someBytes } from '../world/transfer-world.ts'

const part = 320 * 1024
const size = 13 * part + 17
const bytes = someBytes(size)
const hash = sha256(bytes)
const blob = new Blob([bytes])
const path = '/me/drive/root:/R%26D/plan.bin'
const small = { partBytes: part }
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'upload-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Streams from any place on, in chunks that fit nothing. */
function streams(of: Uint8Array, said = of.length): ByteSource & { readonly opened: number[] } {
  const opened: number[] = []
  return {
    size: said,
    opened,
    async *open(offset) {
      opened.push(offset)
      for (let at = offset; at < of.length; at += 70_001) yield of.subarray(at, at + 70_001)
    },
  }
}

describe('uploading a file', () => {
  it('takes one request up to 4 MiB, and none for parts', async () => {
    await using world = await openTransfer()
    const most = 4 * 1024 * 1024
    for (const [length, name] of [
      [0, 'none.bin'],
      [1, 'one.bin'],
      [most, 'most.bin'],
    ] as const) {
      const data = someBytes(length)
      const file = await uploadFile(world.context, `/me/drive/root:/${name}`, new Blob([data]))
      expect(file).toMatchObject({ name, size: length, id: expect.any(String), eTag: expect.any(String) })
      expect(await world.hashOf(`/me/drive/root:/${name}`)).toBe(sha256(data))
    }
    expect(world.parts).toEqual([])
    expect(world.progress).toEqual([0, 1, most])
  })

  it.each(['a path', 'a Blob', 'streams'])(
    'reads %s part by part, and sends each byte once',
    async (kind) => {
      await using world = await openTransfer()
      const file = join(folder, 'plan.bin')
      await writeFile(file, bytes)
      const opened = streams(bytes)
      const source = { 'a path': file, 'a Blob': blob, streams: opened }[kind] ?? ''
      expect(await uploadFile(world.context, path, source, small)).toMatchObject({ name: 'plan.bin', size })
      expect(await world.hashOf(path)).toBe(hash)
      expect(world.parts.map(({ start }) => start)).toEqual(Array.from({ length: 14 }, (_, at) => at * part))
      expect(world.progress).toEqual([...Array.from({ length: 13 }, (_, at) => (at + 1) * part), size])
      expect(opened.opened).toEqual(kind === 'streams' ? [0] : [])
    },
  )

  it('sends no token to the address of the upload', async () => {
    await using world = await openTransfer()
    await uploadFile(world.context, path, blob, small)
    expect(world.parts.filter(({ hadToken }) => hadToken)).toEqual([])
  })

  it.each([
    ['by id', (id: string) => `/me/drive/items/${id}`, 'plan.bin'],
    [
      'by name in a folder',
      (_: string, parent: string) => `/me/drive/items/${parent}:/other.bin:`,
      'other.bin',
    ],
  ])('goes to an item that is named %s', async (_, itemPath, name) => {
    await using world = await openTransfer()
    const { id } = await uploadFile(world.context, path, new Blob(['old']))
    const parent = await (await world.context.fetch('/me/drive/root:/R%26D')).json()
    const target = itemPath(id, (parent as { id: string }).id)
    const written = await uploadFile(world.context, target, blob, { ...small, ifExists: 'replace' })
    expect(written).toMatchObject({ name, size })
  })

  it.each([0, -1, part + 1, 60 * 1024 * 1024, Number.NaN])(
    'refuses parts of %d bytes (Graph rule 35)',
    async (partBytes) => {
      await using world = await openTransfer()
      await expect(uploadFile(world.context, path, blob, { partBytes })).rejects.toThrow(TypeError)
    },
  )

  it('overwrites nothing unasked, small or large', async () => {
    await using world = await openTransfer()
    await uploadFile(world.context, path, new Blob(['old']))
    for (const source of [blob, new Blob(['new'])]) {
      const failure = await failureOf(uploadFile(world.context, path, source))
      expect(failure).toMatchObject({ status: 409, message: expect.stringContaining('name is taken') })
    }
    const renamed = await uploadFile(world.context, path, blob, { ifExists: 'rename' })
    expect(renamed.name).toBe('plan 1.bin')
    expect(await world.hashOf(path)).toBe(sha256(Buffer.from('old')))
  })

  it.each([
    ['fail', {}, 'June.bin', 'Look whether the file is there'],
    ['rename', {}, 'plan 1.bin', 'where it may have a number after its name'],
    ['replace', { known: true }, 'plan.bin', 'an upload that took effect has given it another eTag'],
    ['replace', {}, 'plan.bin', 'doing it again does no harm'],
  ] as const)(
    'says where to look after the answer to a small one got lost: %s %j',
    async (ifExists, how, name, where) => {
      await using world = await openTransfer()
      const old = await uploadFile(world.context, '/me/drive/root:/plan.bin', new Blob(['old']))
      world.forget()
      const times = ifExists === 'replace' && !('known' in how) ? 4 : 1
      world.tenant.faults.add({
        match: { method: 'PUT' },
        times,
        action: { kind: 'afterwards', status: 504 },
      })
      const to = `/me/drive/root:/${ifExists === 'fail' ? name : 'plan.bin'}`
      const ifMatch = 'known' in how ? { ifMatch: old.eTag ?? '' } : {}
      const failure = await failureOf(
        uploadFile(world.context, to, new Blob(['new']), { ifExists, ...ifMatch }),
      )
      expect(failure).toMatchObject({ outcomeUnknown: true, message: expect.stringContaining(where) })
      expect(world.sent).toHaveLength(times)
      expect(await world.hashOf(`/me/drive/root:/${drivePath(name)}`)).toBe(sha256(Buffer.from('new')))
    },
  )

  it('says so when the name was taken while the parts were on their way', async () => {
    await using world = await openTransfer()
    const source = streams(bytes)
    const slow: ByteSource = {
      ...source,
      async *open(offset) {
        yield* source.open(offset) as AsyncIterable<Uint8Array>
        await uploadFile(world.context, path, new Blob(['faster']))
      },
    }
    const failure = await failureOf(uploadFile(world.context, path, slow, small))
    expect(failure).toMatchObject({ status: 409, graphCode: 'upload_name_conflict', retryable: false })
    expect(world.sent.at(-1)).toContain('DELETE')
  })

  it('replaces only the version that the caller knows, and says when there is no room', async () => {
    await using world = await openTransfer()
    const { eTag = '' } = await uploadFile(world.context, path, new Blob(['old']))
    await uploadFile(world.context, path, blob, { ifExists: 'replace', ifMatch: eTag })
    for (const source of [blob, new Blob(['new'])]) {
      const again = failureOf(uploadFile(world.context, path, source, { ifExists: 'replace', ifMatch: eTag }))
      expect(await again).toMatchObject({
        status: 412,
        message: expect.stringContaining('changed meanwhile'),
      })
    }
    const endless = { ...streams(bytes), size: 2 ** 41 }
    const full = await failureOf(uploadFile(world.context, '/me/drive/root:/full.bin', endless))
    expect(full).toMatchObject({ status: 507, message: expect.stringContaining('no space') })
  })

  it.each([
    ['shorter', streams(bytes, size + 1)],
    ['longer', streams(bytes, size - 1)],
  ])('makes no file of a source that is %s than it said', async (_, source) => {
    await using world = await openTransfer()
    const failure = await failureOf(uploadFile(world.context, path, source, small))
    expect(failure).toMatchObject({ code: 'ERR_INVALID_INPUT' })
    expect(await world.hashOf(path)).toBeUndefined()
  })

  it('makes no file of one that is changed while it is uploaded', async () => {
    await using world = await openTransfer()
    const file = join(folder, 'changing.bin')
    await writeFile(file, bytes)
    const context = { ...world.context, progress: () => void utimes(file, 1, 1) }
    expect(await failureOf(uploadFile(context, path, file, small))).toMatchObject({
      code: 'ERR_INVALID_INPUT',
    })
    expect(await world.hashOf(path)).toBeUndefined()
  })

  it('stops between two bytes when the caller goes away, and gives the upload up', async () => {
    await using world = await openTransfer()
    const caller = new AbortController()
    const context = {
      ...world.context,
      signal: caller.signal,
      progress: (done: number) => done >= 3 * part && caller.abort(new Error('gone')),
    }
    await expect(uploadFile(context, path, blob, small)).rejects.toThrow('gone')
    expect(world.parts).toHaveLength(3)
    expect(world.sent.at(-1)).toContain('DELETE')
  })
})

describe('parts go through the client as every request does', () => {
  it.each([429, 503])('waits as long as a %d asks before the next', async (status) => {
    const waits: number[] = []
    const clock: Clock = {
      ...hasty,
      sleep(ms, signal) {
        waits.push(ms)
        return hasty.sleep(ms, signal)
      },
    }
    await using world = await openTransfer({ clock })
    world.tenant.faults.add({
      match: { method: 'PUT', path: '/uploadSession', nth: 5 },
      times: 1,
      action: { kind: 'status', status, retryAfter: 7 },
    })
    await uploadFile(world.context, path, blob, small)
    expect(waits).toContain(7000)
    expect(world.parts.filter(({ status }) => status >= 400)).toHaveLength(1)
    expect(world.parts).toHaveLength(15)
    expect(await world.hashOf(path)).toBe(hash)
  })

  it('takes a place of its drive for each part', async () => {
    let now = 0
    let most = 0
    await using world = await openTransfer({
      concurrency: 1,
      fetch: async (input, init) => {
        most = Math.max(most, ++now)
        return fetch(input, init).finally(() => now--)
      },
    })
    const others = Promise.all(
      [1, 2, 3].map((name) => uploadFile(world.context, `/me/drive/root:/${name}`, blob, small)),
    )
    await Promise.all([others, uploadFile(world.context, path, blob, small)])
    expect(most).toBe(1)
  })

  it('leaves an address alone that fails again and again', async () => {
    // Time stands still, so that the rest is not over before the next attempt, however slow the machine.
    const started = Date.now()
    await using world = await openTransfer({ breakAfter: 3, clock: { ...hasty, now: () => started } })
    world.tenant.faults.add({ match: { path: '/uploadSession' }, action: { kind: 'status', status: 503 } })
    const failure = await failureOf(uploadFile(world.context, path, blob, small))
    expect(failure).toMatchObject({
      status: 503,
      retryable: true,
      message: expect.stringContaining('not asked again'),
    })
    expect(world.sent.filter((request) => request.includes('uploadSession'))).toHaveLength(3)
  })

  it('tells nobody the address, which is a secret', async () => {
    const events = createEvents()
    const told: unknown[] = []
    for (const name of ['graph.request', 'graph.retry', 'graph.circuit'] as const)
      events.on(name, (event) => told.push(event))
    await using world = await openTransfer({ events, breakAfter: 2, record: (request) => told.push(request) })
    world.tenant.faults.add({ match: { path: '/uploadSession' }, action: { kind: 'reset' } })
    const failure = await failureOf(uploadFile(world.context, path, blob, small))
    expect(told).toContainEqual(expect.objectContaining({ method: 'PUT', status: 0 }))
    expect(inspect([told, failure], { depth: 20, showHidden: true })).not.toMatch(/tempauth|uploadSession\b/)
  })

  it('sends nothing to an address that is not encrypted where the API is', async () => {
    const client = await openTransfer({
      baseUrl: 'https://graph.example/v1.0',
      fetch: async () => Response.json({ uploadUrl: 'http://evil.example/x' }),
    })
    await using world = client
    const failure = await failureOf(uploadFile(world.context, path, blob, small))
    expect(failure.message).toContain('not encrypted')
  })
})
