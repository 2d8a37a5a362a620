import { cacheStep, createCacheManager } from '@graphkeep/cache'
import { createMemoryStore } from '@graphkeep/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { catalog } from '../../src/index.ts'
import { openWorld, type World } from '../world/open-world.ts'
import { anyWrite, type Call, known, reads } from '../world/reads-and-writes.ts'

const toolOf = (name: string) => {
  const tool = catalog.find((candidate) => candidate.name === name)
  if (!tool) throw new Error(`no ${name}`)
  return tool
}

/** What a call is parsed to, as the tool's functions see it. */
async function parsed({ tool, input }: Call): Promise<unknown> {
  const result = await toolOf(tool).input['~standard'].validate(input)
  if (result.issues) throw new Error(JSON.stringify(result.issues))
  return result.value
}

interface Answer extends Call {
  readonly output: string
  readonly tags: readonly string[]
}

/** Reads everything; an answer that fails, as of a message that is gone, counts as another answer. */
async function answers(world: World, calls: readonly Call[]): Promise<readonly Answer[]> {
  return Promise.all(
    calls.map(async (call) => {
      try {
        const output = await world.call(call.tool, call.input)
        const tags = toolOf(call.tool).cache?.tags(output, await parsed(call)) ?? []
        return { ...call, output: JSON.stringify(output, unsealed), tags }
      } catch (error) {
        return { ...call, output: String(error), tags: [] }
      }
    }),
  )
}

/** Every cursor is sealed anew, so two that lead to the same place differ. */
function unsealed(key: string, value: unknown): unknown {
  return key === 'nextCursor' ? 'a cursor' : value
}

interface Untrue extends Call {
  /** Whether the read has a tag in common with the write. */
  readonly tagged: boolean
}

/** The reads that a write made untrue. */
async function untrue(
  world: World,
  calls: readonly Call[],
  write: Call,
  fault?: 504,
): Promise<readonly Untrue[]> {
  const before = await answers(world, calls)
  const tool = toolOf(write.tool)
  const input = await parsed(write)
  if (fault)
    world.tenant.faults.add({
      match: { method: 'POST' },
      times: 1,
      action: { kind: 'afterwards', status: fault },
    })
  const output = await world.callInTime(write.tool, write.input).catch(() => undefined)
  // The copy of what was sent stands in Sent Items a little later (Graph rule 33).
  world.tenant.clock.advance(5000)
  world.tenant.faults.clear()
  const named = new Set([
    ...(tool.invalidates?.(input, undefined) ?? []),
    ...(tool.invalidates?.(input, output) ?? []),
  ])
  const after = await answers(world, calls)
  return before
    .filter(({ output }, index) => output !== after[index]?.output)
    .map(({ tool, input, tags }) => ({ tool, input, tagged: tags.some((tag) => named.has(tag)) }))
}

/** Those of them that have no tag in common with the write, as text. */
async function overlooked(...asked: Parameters<typeof untrue>): Promise<readonly string[]> {
  const reads = await untrue(...asked)
  return reads.filter(({ tagged }) => !tagged).map(({ tool, input }) => `${tool} ${JSON.stringify(input)}`)
}

describe('the law of tags', () => {
  it.each([
    ['that succeeds', undefined],
    ['whose outcome is not known', 504],
  ] as const)('a write %s has a tag in common with every read that it makes untrue', async (_, fault) => {
    const sample = openWorld()
    const ids = await known(sample)
    await fc.assert(
      fc.asyncProperty(fc.array(anyWrite(ids, sample), { minLength: 1, maxLength: 3 }), async (writes) => {
        const world = openWorld()
        const calls = await reads(world, ids)
        for (const write of writes)
          expect([write, await overlooked(world, calls, write, fault)]).toEqual([write, []])
      }),
      { numRuns: 12, seed: 20_261_120 },
    )
  })

  it.each([
    ['email_mark_read', { read: false }, 4],
    ['email_move', { destination: 'archive' }, 8],
    ['email_send', { to: ['tomas.dvorak@solvang.example'], subject: 'A probe', body: 'x' }, 4],
    [
      'calendar_create_event',
      { subject: 'A probe', start: '2026-11-23T09:00', end: '2026-11-23T10:00', timeZone: 'UTC' },
      2,
    ],
  ])('is put to the test: %s makes reads untrue', async (tool, input, atLeast) => {
    const world = openWorld()
    const ids = await known(world)
    const id = tool === 'email_mark_read' || tool === 'email_move' ? { id: ids.messages[0] } : {}
    const changed = await untrue(world, await reads(world, ids), { tool, input: { ...input, ...id } })
    expect(changed.length).toBeGreaterThanOrEqual(atLeast)
  })

  it('a mutable id stands for the same message as the immutable one', async () => {
    const world = openWorld()
    const ids = await known(world)
    const url = 'https://graph.microsoft.com/v1.0/me/mailFolders/inbox/messages?$top=1&$select=id'
    const answer = await world.tenant.fetch(url, {
      headers: { authorization: `Bearer ${world.tenant.token()}` },
    })
    const mutable = ((await answer.json()) as { value: { id: string }[] }).value[0]?.id ?? ''
    expect(ids.messages).not.toContain(mutable)
    const calls = [...(await reads(world, ids)), { tool: 'email_get', input: { id: mutable } }]
    for (const read of [false, true]) {
      expect(
        await overlooked(world, calls, { tool: 'email_mark_read', input: { id: mutable, read } }),
      ).toEqual([])
      expect(
        await overlooked(world, calls, {
          tool: 'email_mark_read',
          input: { id: ids.messages[0] ?? '', read: !read },
        }),
      ).toEqual([])
    }
  })
})

describe('through the cache', () => {
  it('no read after a write differs from what Graph would answer', async () => {
    const sample = openWorld()
    const ids = await known(sample)
    await fc.assert(
      fc.asyncProperty(fc.array(anyWrite(ids, sample), { minLength: 1, maxLength: 4 }), async (writes) => {
        const plain = openWorld()
        const { tenant, clock } = plain
        const cache = createCacheManager({ store: createMemoryStore({ clock }), clock })
        const cached = openWorld({ tenant, steps: [cacheStep(cache)] })
        const calls = await reads(plain, ids)
        await answers(cached, calls)
        for (const write of writes) {
          await cached.callInTime(write.tool, write.input).catch(() => undefined)
          const [seen, real] = [await answers(cached, calls), await answers(plain, calls)]
          expect(seen.map(({ output }) => output)).toEqual(real.map(({ output }) => output))
        }
        const { counters } = await cache.stats()
        expect(counters.memoryHits).toBeGreaterThan(0)
        await cache.close()
      }),
      { numRuns: 6, seed: 20_261_121 },
    )
  })
})
