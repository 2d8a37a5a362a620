import { attempts } from '@graphkeep/core/testing'
import type { FaultAction } from '@graphkeep/graph-sim'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { uploadFile } from '../../src/transfer.ts'
import { failureOf } from '../world/open-client.ts'
import { openTransfer, sha256, someBytes, type TransferWorld } from '../world/transfer-world.ts'

const part = 320 * 1024
const size = 14 * part + 17
const bytes = someBytes(size)
const hash = sha256(bytes)
const blob = new Blob([bytes])
const path = '/me/drive/root:/plan.bin'
const small = { partBytes: part }
const toParts = { method: 'PUT', path: '/uploadSession' }

/** Every byte was taken exactly once, and nothing was sent that had arrived. */
function expectOnce({ parts }: TransferWorld): void {
  let arrived = 0
  for (const { start, end, status } of parts) {
    expect(start).toBe(arrived)
    if (status < 300 && status > 0) arrived = end
  }
  expect(arrived).toBe(size)
}

describe('an upload that is disturbed', () => {
  it('ends with the same file after cuts anywhere, and sends nothing that has arrived', async () => {
    await using world = await openTransfer()
    const cuts = fc.array(fc.integer({ min: 1, max: size >> 1 }), { maxLength: 6 })
    let runs = 0
    let broken = 0
    await fc.assert(
      fc.asyncProperty(cuts, async (after) => {
        const name = `/me/drive/root:/run ${runs++}.bin`
        world.forget()
        const before = world.line.cuts()
        world.line.cut(...after)
        await uploadFile(world.context, name, blob, small)
        const puts = world.sent.filter((request) => request.startsWith('PUT')).length
        broken += world.line.cuts() - before
        expectOnce(world)
        expect(puts).toBeLessThanOrEqual(15 + world.line.cuts() - before)
        expect(await world.hashOf(name)).toBe(hash)
      }),
      { numRuns: attempts(120) },
    )
    expect(broken).toBeGreaterThan(10)
  })

  it.each<[number, FaultAction]>([
    [1, { kind: 'reset', when: 'after' }],
    [5, { kind: 'afterwards', status: 503 }],
    [15, { kind: 'afterwards', status: 504 }],
    [15, { kind: 'reset', when: 'after' }],
    [15, { kind: 'truncate' }],
  ])('sends part %d no second time when its answer is lost: %j', async (nth, action) => {
    await using world = await openTransfer()
    world.tenant.faults.add({ match: { ...toParts, nth }, times: 1, action })
    expect(await uploadFile(world.context, path, blob, small)).toMatchObject({ name: 'plan.bin', size })
    expect(world.parts.map(({ start }) => start)).toEqual(Array.from({ length: 15 }, (_, at) => at * part))
    expect(await world.hashOf(path)).toBe(hash)
  })

  it('does not take a web page for an answer', async () => {
    await using world = await openTransfer()
    world.tenant.faults.add({ match: { ...toParts, nth: 3 }, times: 2, action: { kind: 'html' } })
    await uploadFile(world.context, path, blob, small)
    expect(await world.hashOf(path)).toBe(hash)
    world.tenant.faults.add({ match: { path: '/uploadSession' }, action: { kind: 'html' } })
    const failure = await failureOf(uploadFile(world.context, '/me/drive/root:/other.bin', blob, small))
    expect(failure).toMatchObject({ code: 'ERR_GRAPH', outcomeUnknown: true })
  })

  it('asks where it stands after a 416', async () => {
    await using world = await openTransfer()
    world.tenant.faults.add({
      match: { ...toParts, nth: 4 },
      times: 1,
      action: { kind: 'status', status: 416 },
    })
    await uploadFile(world.context, path, blob, small)
    expectOnce(world)
    expect(world.sent.filter((request) => /^GET .*uploadSession/.test(request))).toHaveLength(1)
  })

  it('takes a 202 that names no ranges for what it is', async () => {
    await using world = await openTransfer({
      fetch: async (input, init) => {
        const answer = await fetch(input, init)
        return answer.status === 202 ? new Response('{}', { status: 202 }) : answer
      },
    })
    await uploadFile(world.context, path, blob, small)
    expectOnce(world)
    expect(await world.hashOf(path)).toBe(hash)
  })

  it('waits while Graph does not know its upload yet', async () => {
    await using world = await openTransfer()
    world.tenant.faults.add({
      match: { path: '/uploadSession' },
      times: 3,
      action: { kind: 'status', status: 404 },
    })
    await uploadFile(world.context, path, blob, small)
    expect(world.sent.filter((request) => request.includes('createUploadSession'))).toHaveLength(1)
    expectOnce(world)
  })

  it('begins a new one when Graph has forgotten it, and gives up when that does not help', async () => {
    await using world = await openTransfer()
    const clock = world.tenant.clock
    let moved = false
    const progress = (done: number): void => {
      if (done < 4 * part || moved) return
      moved = true
      clock.advance(8 * 86_400_000)
    }
    await uploadFile({ ...world.context, progress }, path, blob, small)
    expect(await world.hashOf(path)).toBe(hash)
    expect(world.sent.filter((request) => request.includes('createUploadSession'))).toHaveLength(2)

    world.tenant.faults.add({ match: { path: '/uploadSession' }, action: { kind: 'status', status: 404 } })
    const failure = await failureOf(uploadFile(world.context, '/me/drive/root:/other.bin', blob, small))
    expect(failure).toMatchObject({ status: 404 })
  })

  it('does not take an older file for its own when it is forgotten at the end', async () => {
    await using world = await openTransfer()
    await uploadFile(world.context, path, new Blob([someBytes(size, 2)]), small)
    world.tenant.clock.advance(2000)
    world.tenant.faults.add({ match: { ...toParts, nth: 15 }, action: { kind: 'status', status: 404 } })
    world.tenant.faults.add({
      match: { method: 'GET', path: '/uploadSession' },
      action: { kind: 'status', status: 404 },
    })
    await uploadFile(world.context, path, blob, { ...small, ifExists: 'replace' })
    expect(await world.hashOf(path)).toBe(hash)
  })

  it.each([400, 403])('is given up at once when a part is refused with %d', async (status) => {
    await using world = await openTransfer()
    world.tenant.faults.add({ match: { ...toParts, nth: 2 }, action: { kind: 'status', status } })
    expect(await failureOf(uploadFile(world.context, path, blob, small))).toMatchObject({ status })
    expect(world.parts).toHaveLength(2)
  })
})
