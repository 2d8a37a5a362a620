import {
  createInvoker,
  createMemorySecrets,
  defineTool,
  GraphFailure,
  InvalidInput,
  OutcomeUnknown,
  onceStep,
  type SecretStore,
} from '@graphkeep/core'
import { attempts, manualClock } from '@graphkeep/core/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

const ada = { tenant: 'contoso.com', account: 'ada' }
const bob = { tenant: 'contoso.com', account: 'bob' }
const day = 86_400_000

interface Options {
  /** Changes where keys are kept. */
  readonly broken?: (secrets: SecretStore) => Partial<SecretStore>
  readonly lookAt?: string

  /** What becomes of each run, in order; after the last one all succeed. */
  readonly failures?: (Error | undefined)[]
}

/** A post office that counts, and sends two kinds of things. */
function openPost({ broken, lookAt, failures = [] }: Options = {}) {
  const clock = manualClock()
  const secrets = createMemorySecrets({ clock })
  let runs = 0
  const tool = (name: string) =>
    defineTool({
      name,
      title: 'Post',
      description: 'Posts a text.',
      effect: 'write',
      permissions: { delegated: [], application: [] },
      input: z.strictObject({ text: z.string(), to: z.json().optional(), key: z.string().optional() }),
      output: z.object({ number: z.number() }),
      once: { key: ({ key }) => key, ...(lookAt !== undefined && { lookAt }) },
      async run() {
        const number = ++runs
        await new Promise(setImmediate)
        const failure = failures.shift()
        if (failure) throw failure
        return { number }
      },
    })
  const invoker = createInvoker({
    tools: [tool('post_letter'), tool('post_parcel')],
    fetchFor: () => fetch,
    steps: [onceStep({ ...secrets, ...broken?.(secrets) })],
    clock,
  })
  return {
    clock,
    runs: () => runs,
    post: (input: object, scope = ada, name = 'post_letter') => invoker.call(name, input, { scope }),
    invoker,
  }
}

describe('a call under a key', () => {
  it('runs once when 50 come at the same time, and all get its answer', async () => {
    const { post, runs } = openPost()
    const calls = Array.from({ length: 50 }, () => post({ text: 'a', key: 'k' }))
    expect(await Promise.all(calls)).toEqual(calls.map(() => ({ output: { number: 1 } })))
    expect(runs()).toBe(1)
  })

  it('is the same whatever the order of its arguments', async () => {
    const { post, runs } = openPost()
    await post({ text: 'a', to: { street: 'x', city: 'y' }, key: 'k' })
    await post({ to: { city: 'y', street: 'x' }, key: 'k', text: 'a' })
    expect(runs()).toBe(1)
  })

  it('is refused, with what to do, when the key stands for other arguments or another tool', async () => {
    const { post, runs } = openPost()
    await post({ text: 'a', key: 'k' })
    for (const other of [post({ text: 'b', key: 'k' }), post({ text: 'a', key: 'k' }, ada, 'post_parcel')]) {
      const failure = await other.catch((error: unknown) => error)
      expect(failure).toBeInstanceOf(InvalidInput)
      expect(String(failure)).toContain('Repeat that call exactly, or give a new key')
    }
    expect(runs()).toBe(1)
  })

  it('is forgotten after 24 hours, and not before', async () => {
    const { post, clock } = openPost()
    await post({ text: 'a', key: 'k' })
    await clock.advance(day - 1)
    expect(await post({ text: 'a', key: 'k' })).toEqual({ output: { number: 1 } })
    await clock.advance(1)
    expect(await post({ text: 'b', key: 'k' })).toEqual({ output: { number: 2 } })
  })

  it('does not meet one of another scope under the same key', async () => {
    const { post, runs } = openPost()
    await Promise.all([post({ text: 'a', key: 'k' }), post({ text: 'b', key: 'k' }, bob)])
    expect(runs()).toBe(2)
  })

  it('does not meet one under another key, nor one without', async () => {
    const { post, runs } = openPost()
    for (const key of ['k', 'K', 'k ', undefined, undefined]) await post({ text: 'a', key })
    expect(runs()).toBe(5)
  })

  it('is not begun for a caller who went away while it waited', async () => {
    const { invoker, runs } = openPost({ failures: [new GraphFailure('Refused', { status: 400 })] })
    const caller = new AbortController()
    const call = (options: object) =>
      invoker.call('post_letter', { text: 'a', key: 'k' }, { scope: ada, ...options })
    const both = Promise.allSettled([call({}), call({ signal: caller.signal })])
    caller.abort()
    await both
    expect(runs()).toBe(1)
  })

  it('does not keep a caller who goes away waiting for its turn', async () => {
    const { invoker } = openPost({ broken: () => ({ exclusive: () => new Promise(() => {}) }) })
    const caller = new AbortController()
    const options = { scope: ada, signal: caller.signal }
    const waiting = invoker.call('post_letter', { text: 'a', key: 'k' }, options)
    setImmediate(() => caller.abort(new Error('gone')))
    await expect(waiting).rejects.toThrow('gone')
  })
})

/** Calls one after the other, what becomes of each if it runs, and what time goes by before it. */
const call = fc.record({
  key: fc.constantFrom('k', 'l'),
  text: fc.constantFrom('a', 'b'),
  scope: fc.constantFrom(ada, bob),
  end: fc.constantFrom('answer', 'refused', 'lost'),
  hours: fc.constantFrom(0, 0, 0, 10, 24),
})

describe('the law of keys', () => {
  it('holds for whatever calls: one run for each key, text and day, and never a second after a lost one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(call, { minLength: 2, maxLength: 12 }), async (calls) => {
        const failures: (Error | undefined)[] = []
        const { post, clock, runs } = openPost({ lookAt: 'Look there.', failures })
        const first = new Map<string, { text: string; until: number; answer?: unknown }>()
        for (const { key, text, scope, end, hours } of calls) {
          await clock.advance(hours * 3_600_000)
          failures.splice(0, 1, end === 'answer' ? undefined : failureThat(end))
          const place = `${scope.account} ${key}`
          const known = first.get(place)
          const kept = known && clock.now() < known.until ? known : undefined
          const before = runs()
          const outcome = await post({ text, key }, scope).catch((error: { code: string }) => error.code)
          expect(runs() - before).toBe(kept ? 0 : 1)
          if (kept?.text !== undefined && kept.text !== text) expect(outcome).toBe('ERR_INVALID_INPUT')
          else if (kept) expect(outcome).toEqual(kept.answer ?? 'ERR_OUTCOME_UNKNOWN')
          else if (end === 'refused') first.delete(place)
          else
            first.set(place, { text, until: clock.now() + day, ...(end === 'answer' && { answer: outcome }) })
        }
      }),
      { numRuns: attempts(1000) },
    )
  })
})

function failureThat(end: 'refused' | 'lost'): Error {
  return new GraphFailure(end, { status: 504, outcomeUnknown: end === 'lost' })
}

describe('a call under a key that failed', () => {
  const input = { text: 'a', key: 'k' }
  const lookAt = 'Look in the letter box.'

  it('runs again when it certainly did nothing', async () => {
    const refused = new GraphFailure('Refused', { status: 400 })
    const { post } = openPost({ lookAt, failures: [refused] })
    await expect(post(input)).rejects.toBe(refused)
    expect(await post({ ...input, text: 'corrected' })).toEqual({ output: { number: 2 } })
  })

  it.each([
    ['nobody knows what it did', new GraphFailure('Lost', { status: 504, outcomeUnknown: true })],
    ['it failed in an unforeseen way', new Error('a mistake')],
    ['its caller went away', new DOMException('gone', 'AbortError')],
  ])('is not run again when %s, and says where to look', async (_, failure) => {
    const { post, runs, clock } = openPost({ lookAt, failures: [failure] })
    await expect(post(input)).rejects.toBe(failure)
    const repeated = await post(input).catch((error: unknown) => error)
    expect(repeated).toBeInstanceOf(OutcomeUnknown)
    expect(repeated).toMatchObject({ retryable: false, outcomeUnknown: true })
    expect(String(repeated)).toContain(`${lookAt} If it did not, call again with a new key.`)
    expect(runs()).toBe(1)
    await clock.advance(day)
    expect(await post(input)).toEqual({ output: { number: 2 } })
  })

  it('is run again all the same by a tool that bears it, but only as it was', async () => {
    const { post } = openPost({ failures: [new GraphFailure('Lost', { status: 504, outcomeUnknown: true })] })
    await post(input).catch(() => undefined)
    await expect(post({ ...input, text: 'b' })).rejects.toThrow(InvalidInput)
    expect(await post(input)).toEqual({ output: { number: 2 } })
  })
})

describe('a place for keys that does not answer', () => {
  const down = new Error('down')

  it('keeps a call from being begun', async () => {
    const { post, runs } = openPost({ broken: () => ({ set: () => Promise.reject(down) }) })
    await expect(post({ text: 'a', key: 'k' })).rejects.toBe(down)
    expect(runs()).toBe(0)
  })

  it('costs nobody an answer, and the next one hears that nobody knows', async () => {
    let sets = 0
    const broken = ({ set }: SecretStore) => ({
      set: (...secret: Parameters<typeof set>) => (++sets === 2 ? Promise.reject(down) : set(...secret)),
    })
    const { post } = openPost({ broken, lookAt: 'Look there.' })
    expect(await post({ text: 'a', key: 'k' })).toEqual({ output: { number: 1 } })
    await expect(post({ text: 'a', key: 'k' })).rejects.toThrow(OutcomeUnknown)
  })
})
