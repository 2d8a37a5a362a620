import { expect, it } from 'vitest'

import type { Answered, TestClient } from './clients.ts'
import type { ServerKind } from './server-kinds.ts'
import { textOf } from './text-of.ts'

const hostTools = ['host_before', 'host_after']

/** Registers what holds of calls that succeed. */
export function answerRules({ level }: ServerKind, client: () => TestClient): void {
  it('answers with structured content and the same as one JSON text', async () => {
    await client().list()
    const { content, structuredContent, isError } = await client().call('note_get', { id: 'n1' })
    expect(isError).toBeFalsy()
    expect(structuredContent).toEqual({ id: 'n1', text: 'Grüße, "world" \u2028 👋' })
    expect(content).toEqual([{ type: 'text', text: JSON.stringify(structuredContent) }])
  })

  it('takes a call without arguments, and fills in defaults', async () => {
    const { structuredContent } = await client().call('note_list')
    expect(structuredContent).toEqual({
      notes: [
        { id: 'n1', text: 'note 1' },
        { id: 'n2', text: 'note 2' },
      ],
    })
  })

  it('takes and gives values of recursive schemas', async () => {
    const below = { name: 'a', folders: [{ name: 'b', folders: [] }] }
    const { structuredContent } = await client().call('note_tree', { below })
    expect(structuredContent).toEqual({ name: 'root', folders: [below] })
  })

  it('labels an answer with its freshness, and leaves unlabelled what has none', async () => {
    const at = { fetchedAt: '2026-11-01T12:00:00.000Z', staleAt: '2026-11-01T12:01:00.000Z' }
    const expiresAt = '2026-11-01T12:02:00.000Z'
    expect(label(await client().call('note_list'))).toEqual({
      ...at,
      expiresAt,
      state: 'stale',
      source: 'memory',
      ageSeconds: 61,
      reason: 'being refreshed',
    })
    expect(label(await client().call('note_get', { id: 'n1' }))).toBeUndefined()
  })

  it('tells in words, which a model reads, when an answer may be out of date', async () => {
    const ask = (wish: unknown) => client().call('note_list', {}, { meta: { 'graphkeep/freshness': wish } })
    expect((await ask('fresh')).content).toHaveLength(1)
    expect(textOf(await client().call('note_list'))).toMatch(/may be out of date.*61 s old.*being refreshed/)
    expect(textOf(await ask('any'))).toMatch(/past its time.*999 s old.*Graph failed/)
  })

  it('passes on how old an answer may be, and refuses what is no age', async () => {
    const ask = (wish: unknown) => client().call('note_list', {}, { meta: { 'graphkeep/freshness': wish } })
    expect(label(await ask('fresh'))).toMatchObject({ state: 'fresh', source: 'origin' })
    expect(label(await ask('fresh'))).not.toHaveProperty('reason')
    expect(label(await ask('any'))).toMatchObject({ state: 'grace', reason: 'Graph failed' })
    expect(label(await ask(30))).toMatchObject({ ageSeconds: 30 })
    for (const wrong of ['newest', -1, null, {}]) {
      const refused = await ask(wrong)
      expect(refused.isError).toBe(true)
      expect(textOf(refused)).toContain(
        "_meta[\"graphkeep/freshness\"]: expected 'fresh', 'any' or a number of seconds",
      )
    }
  })

  it('runs each call on behalf of its own caller', async () => {
    const accounts = ['bob', 'eve', 'mia', 'joe']
    const answers = await Promise.all(
      accounts.map((account) => client().call('caller_get', {}, { meta: { 'test/account': account } })),
    )
    expect(answers.map(({ structuredContent }) => structuredContent)).toEqual(
      accounts.map((account) => ({ tenant: 'contoso.com', account })),
    )
    expect((await client().call('caller_get')).structuredContent).toMatchObject({ account: 'ada' })
    const nobody = await client().call('caller_get', {}, { meta: { 'test/account': '' } })
    expect([nobody.isError, nobody.structuredContent]).toEqual([true, undefined])
  })

  if (level === 'McpServer') {
    it('leaves the tools of the host as they were', async () => {
      for (const name of hostTools) {
        expect(textOf(await client().call(name, { text: 'hi' }))).toBe('host: hi')
        expect((await client().call(name, { text: 1 })).isError).toBe(true)
      }
    })
  }
}

function label({ _meta }: Answered): unknown {
  return _meta?.['graphkeep/freshness']
}
