import { createInvoker, defineTool, GraphFailure, type Schema, type Tool } from '@graphkeep/core'
import { describe, expect, it } from 'vitest'

import { cacheStep, policies } from '../src/index.ts'
import { ada, bob, openRig, settle, short } from './support/rig.ts'

interface Folder {
  readonly folder: string
}

const anything = <T>(): Schema<T> => ({
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: (value) => ({ value: value as T }),
    jsonSchema: { input: () => ({}), output: () => ({}) },
  },
})

function openHost(extra: Partial<Tool<Folder, unknown>> = {}, policies?: Parameters<typeof cacheStep>[1]) {
  const rig = openRig()
  const calls: string[] = []
  const shape = { title: '', description: '', permissions: { delegated: [], application: [] } }
  const schemas = { input: anything<Folder>(), output: anything<unknown>() }
  const list = defineTool<Folder, unknown>({
    ...shape,
    ...schemas,
    name: 'email_list_all',
    effect: 'read',
    cache: { resource: 'mail.list', tags: (_output, { folder }) => [`email:folder:${folder}`] },
    async run({ folder }) {
      calls.push(`list ${folder}`)
      return { folder, call: calls.length }
    },
    ...extra,
  })
  const move = defineTool<Folder, unknown>({
    ...shape,
    ...schemas,
    name: 'email_move',
    effect: 'write',
    invalidates: ({ folder }, output) => [
      `email:folder:${folder}`,
      ...(output ? [`email:folder:${output}`] : []),
    ],
    async run() {
      calls.push('move')
      return 'B'
    },
  })
  const ping = defineTool<Folder, unknown>({
    ...shape,
    ...schemas,
    name: 'ping',
    effect: 'read',
    run: async () => calls.push('ping'),
  })
  const invoker = createInvoker({
    tools: [list, move, ping],
    fetchFor: () => fetch,
    steps: [cacheStep(rig.cache, policies)],
  })
  return { ...rig, invoker, calls }
}

describe('the cache step', () => {
  it('answers a read from the cache, says how fresh it is, and keeps scopes and inputs apart', async () => {
    const { invoker, calls, store } = openHost()
    const first = await invoker.call('email_list_all', { folder: 'A' }, { scope: ada })
    expect(first).toMatchObject({ output: { call: 1 }, freshness: { state: 'fresh', source: 'origin' } })
    const second = await invoker.call('email_list_all', { folder: 'A' }, { scope: ada })
    expect(second).toMatchObject({ output: { call: 1 }, freshness: { source: 'memory' } })
    await invoker.call('email_list_all', { folder: 'B' }, { scope: ada })
    await invoker.call('email_list_all', { folder: 'A' }, { scope: bob })
    expect(calls).toEqual(['list A', 'list B', 'list A'])
    expect(await store.invalidations(ada)).toMatchObject({ sequence: 0 })
  })

  it('fences a write by what it touches before and after, and notes the tool as the cause', async () => {
    const { invoker, calls, store } = openHost()
    for (const folder of ['A', 'B', 'C']) await invoker.call('email_list_all', { folder }, { scope: ada })
    expect(await invoker.call('email_move', { folder: 'A' }, { scope: ada })).toEqual({ output: 'B' })
    calls.length = 0
    for (const folder of ['A', 'B', 'C']) await invoker.call('email_list_all', { folder }, { scope: ada })
    expect(calls).toEqual(['list A', 'list B'])
    expect((await store.history(ada, 10)).map(({ cause }) => cause)).toEqual(['email_move', 'email_move'])
  })

  it('passes the caller’s wish for freshness', async () => {
    const { invoker, calls } = openHost()
    for (const freshness of ['fresh', 'fresh', 'any'] as const) {
      await invoker.call('email_list_all', { folder: 'A' }, { scope: ada, freshness })
    }
    expect(calls).toHaveLength(2)
  })

  it('keeps a tool’s answers as long as its row says, or what the host says of the tool', async () => {
    const staleAfter = async ({ invoker, clock }: ReturnType<typeof openHost>) => {
      const { freshness } = await invoker.call('email_list_all', { folder: 'A' }, { scope: ada })
      return (freshness?.staleAt ?? 0) - clock.now()
    }
    expect(await staleAfter(openHost())).toBe(policies['mail.list'].freshMs)
    expect(await staleAfter(openHost({}, { email_list_all: short }))).toBe(short.freshMs)
    expect(await staleAfter(openHost({}, { email_get: short }))).toBe(policies['mail.list'].freshMs)
  })

  it('lets everything else pass, and caches no tool that changes something', async () => {
    const { invoker, calls } = openHost({ effect: 'write' })
    for (let call = 0; call < 2; call++) {
      expect((await invoker.call('ping', {}, { scope: ada })).freshness).toBeUndefined()
      await invoker.call('email_list_all', { folder: 'A' }, { scope: ada })
    }
    expect(calls).toHaveLength(4)
  })

  it('goes on for the second caller when the first, whose call began the fetch, goes away', async () => {
    const answer = Promise.withResolvers<string>()
    const signals: AbortSignal[] = []
    const { invoker } = openHost({
      run(_input, { signal }) {
        signals.push(signal)
        return answer.promise
      },
    })
    const first = new AbortController()
    const calls = [first.signal, new AbortController().signal].map((signal) =>
      invoker.call('email_list_all', { folder: 'A' }, { scope: ada, signal }),
    )
    await settle()
    first.abort(new Error('left'))
    await expect(calls[0]).rejects.toThrow('left')
    answer.resolve('done')
    expect(await calls[1]).toMatchObject({ output: 'done' })
    expect(signals.map(({ aborted }) => aborted)).toEqual([false])
  })

  it('throws what the tool throws', async () => {
    const failure = new GraphFailure('Bad filter', { status: 400 })
    const { invoker } = openHost({ run: () => Promise.reject(failure) })
    await expect(invoker.call('email_list_all', { folder: 'A' }, { scope: ada })).rejects.toBe(failure)
  })
})
