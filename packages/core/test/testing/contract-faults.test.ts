import {
  createMemorySecrets,
  createMemoryStore,
  createMemoryTaskQueue,
  type Scope,
  type SecretStore,
  type Store,
  type TaskQueue,
  wrapStore,
} from '@graphkeep/core'
import {
  type ContractCase,
  secretStoreContract,
  storeContract,
  taskQueueContract,
} from '@graphkeep/core/testing'
import { describe, expect, it } from 'vitest'

/** A mistake that adapters make, the rule that it breaks, and how to plant it into a right implementation. */
type Mistake<subject> = readonly [mistake: string, rule: string, plant: (right: subject) => Partial<subject>]

const joined = ({ tenant, account }: Scope): Scope => ({ tenant: `${tenant}/${account}`, account: 'x' })
const folded = ({ tenant, account }: Scope): Scope => ({ tenant: tenant.toLowerCase(), account })

const storeMistakes: readonly Mistake<Store>[] = [
  [
    'joins the halves of a scope',
    'keeps the entries of scopes with similar names apart',
    (store) => within(store, joined),
  ],
  [
    'folds the case of scopes',
    'keeps the entries of scopes with similar names apart',
    (store) => within(store, folded),
  ],
  [
    'lets an invalidation reach other scopes',
    'invalidates tags in one scope only',
    (store) => ({ invalidate: (scope, target, cause) => store.invalidate(folded(scope), target, cause) }),
  ],
  [
    'normalises keys',
    'takes every key as plain text',
    (store) => ({
      get: (scope, key) => store.get(scope, key.normalize()),
      set: (scope, key, entry) => store.set(scope, key.normalize(), entry),
    }),
  ],
  [
    'folds the case of tags',
    'takes every tag as plain text',
    (store) => ({
      invalidate: (scope, { tags = [] }, cause) =>
        store.invalidate(scope, { tags: tags.flatMap((tag) => [tag, tag.toLowerCase()]) }, cause),
    }),
  ],
  [
    'takes a prefix for a pattern',
    'takes every prefix as plain text',
    (store) => ({
      invalidate: (scope, { prefix = '' }, cause) =>
        store.invalidate(scope, { prefix: prefix.replace('%', '') }, cause),
    }),
  ],
  [
    'forgets the fence',
    'refuses a value that was read before one of its tags was invalidated',
    (store) => ({
      set: async (scope, key, entry) =>
        store.set(scope, key, { ...entry, asOf: (await store.invalidations(scope)).sequence }),
    }),
  ],
  [
    'does not fence when it clears',
    'refuses whatever was read before the scope was cleared',
    (store) => ({ clear: async (scope) => void (await store.delete(scope, 'a')) }),
  ],
  [
    'changes a state that it gave out',
    'gives out a state that no later invalidation changes',
    (store) => {
      const state = {
        sequence: 0,
        floor: 0,
        tags: new Map<string, number>(),
        prefixes: new Map<string, number>(),
      }
      return { invalidations: async (scope) => Object.assign(state, await store.invalidations(scope)) }
    },
  ],
  [
    'answers without waiting from what it once knew',
    'says without waiting what it says otherwise, if it says anything',
    (store) => {
      let once: ReturnType<NonNullable<Store['invalidationsNow']>>
      return { invalidationsNow: (scope) => (once ??= store.invalidationsNow?.(scope)) }
    },
  ],
  [
    'loses the last byte',
    'returns exactly the bytes that were set',
    (store) => ({
      set: (scope, key, entry) => store.set(scope, key, { ...entry, value: entry.value.slice(0, -1) }),
    }),
  ],
  [
    'stores the whole buffer behind a view',
    'stores only the part of a buffer that a view shows',
    (store) => ({
      set: (scope, key, entry) =>
        store.set(scope, key, { ...entry, value: new Uint8Array(entry.value.buffer) }),
    }),
  ],
  [
    'gives its own bytes out',
    'gives out copies that may be changed',
    (store) => {
      let last: ReturnType<Store['get']> | undefined
      return { get: (scope, key) => (last ??= store.get(scope, key)) }
    },
  ],
  [
    'lives a second longer than it should',
    'keeps an entry until the millisecond its time is over',
    (store) => ({
      set: (scope, key, entry) => store.set(scope, key, { ...entry, keepUntil: entry.keepUntil + 1_000 }),
    }),
  ],
  [
    'gives the oldest record first',
    'gives the newest records first, and no more than asked for',
    (store) => ({
      history: async (scope, limit) => (await store.history(scope, 1_000)).toReversed().slice(0, limit),
    }),
  ],
  [
    'gives a lease to everybody',
    'gives a lease to one of many who ask together',
    () => ({ lease: async () => ({ release: async () => {} }) }),
  ],
  [
    'never frees a lease',
    'frees a lease when its deadline has come',
    (store) => ({ lease: (scope, key) => store.lease(scope, key, 1e12) }),
  ],
  [
    'frees a lease whoever holds it',
    'does not free the lease of a new holder when an old one releases its own',
    (store) => ({
      lease: async (scope, key, ms) => {
        const lease = await store.lease(scope, key, ms)
        return lease && { release: () => store.clear(scope) }
      },
    }),
  ],
  [
    'sweeps more than it may',
    'sweeps away what was invalidated, a limited number at a time',
    (store) => ({ sweep: () => store.sweep(1_000) }),
  ],
  ['sweeps nothing', 'sweeps away entries whose time is over', () => ({ sweep: async () => 0 })],
  ['does not close', 'is unavailable once it was closed', () => ({ async [Symbol.asyncDispose]() {} })],
  [
    'pays no heed to signals',
    'does nothing for a caller that has gone',
    (store) => ({ set: (scope, key, entry) => store.set(scope, key, entry) }),
  ],
  [
    'counts one scope only',
    'tells how much it holds over all scopes',
    (store) => ({ size: async () => ({ ...(await store.size()), entries: 1 }) }),
  ],
]

const secretMistakes: readonly Mistake<SecretStore>[] = [
  [
    'joins the halves of a scope',
    'keeps the secrets of scopes with similar names apart',
    (secrets) => ({
      get: (scope, name) => secrets.get(joined(scope), name),
      set: (scope, name, value) => secrets.set(joined(scope), name, value),
    }),
  ],
  [
    'lets exclusive things overlap',
    'runs what is exclusive one after the other',
    () => ({ exclusive: (_scope, _name, run) => run() }),
  ],
  [
    'keeps everything for ever',
    'forgets a secret when its time is over',
    (secrets) => ({ set: (scope, name, value) => secrets.set(scope, name, value) }),
  ],
  ['clears nothing', 'clears one scope only', () => ({ clear: async () => {} })],
]

const queueMistakes: readonly Mistake<TaskQueue>[] = [
  [
    'forgets priorities',
    'does jobs by priority, and equal ones in the order they came',
    (queue) => ({ enqueue: (job) => queue.enqueue({ ...job, priority: 0 }) }),
  ],
  [
    'forgets dedupe keys',
    'makes one job of many that come together under one dedupe key',
    (queue) => ({ enqueue: ({ dedupeKey: _, ...job }) => queue.enqueue(job) }),
  ],
  [
    'starts delayed jobs at once',
    'starts a delayed job when its time has come',
    (queue) => ({ enqueue: ({ delayMs: _, ...job }) => queue.enqueue(job) }),
  ],
  [
    'waits the same time before every try',
    'waits twice as long before each further try, and keeps the job with its error at the end',
    (queue) => ({ enqueue: (job) => queue.enqueue({ ...job, backoffMs: 5_000 }) }),
  ],
  [
    'keeps what foreign errors say',
    'keeps nothing of a foreign error that may hold content',
    (queue) => ({
      get: async (scope, id) => {
        const job = await queue.get(scope, id)
        return job?.error ? { ...job, error: { ...job.error, message: 'the password is hunter2' } } : job
      },
    }),
  ],
  [
    'forgets the limit of a group',
    'does no more jobs of a group at once than it may, and others meanwhile',
    (queue) => ({
      work: (type, handler, { perGroup: _, ...options } = {}) => queue.work(type, handler, options),
    }),
  ],
  [
    'takes a job for dead while its handler works',
    'leaves a job to its handler for as long as that works',
    (queue) => ({
      work: (type, handler, options) =>
        queue.work(
          type,
          (job, context) => handler(job, { ...context, signal: AbortSignal.abort() }),
          options,
        ),
    }),
  ],
  [
    'shows jobs to every scope',
    "neither shows nor cancels another scope's job",
    (queue) => {
      let owner: Scope | undefined
      return {
        enqueue: (job) => {
          owner = job.scope
          return queue.enqueue(job)
        },
        get: (scope, id) => queue.get(owner ?? scope, id),
      }
    },
  ],
  [
    'lists the oldest first',
    'lists the jobs of a scope, the newest first',
    (queue) => ({ list: async (...args) => (await queue.list(...args)).toReversed() }),
  ],
  [
    'drains never',
    'lets running jobs end when it is closed with drain',
    (queue) => ({ close: () => queue.close() }),
  ],
  [
    'does not close',
    'may be closed twice, and is unavailable then',
    () => ({ close: async () => {}, async [Symbol.asyncDispose]() {} }),
  ],
]

describe('the store contract', () => {
  for (const [mistake, rule, plant] of storeMistakes) {
    it(`finds a store that ${mistake}`, async () => {
      const wrong = (store: Store) => wrapStore(store, plant(store))
      await check(
        rule,
        storeContract((clock) => createMemoryStore({ clock })),
      )
      await refuse(
        rule,
        storeContract((clock) => wrong(createMemoryStore({ clock }))),
      )
    })
  }
})

describe('the secret store contract', () => {
  for (const [mistake, rule, plant] of secretMistakes) {
    it(`finds a store that ${mistake}`, async () => {
      const wrong = (secrets: SecretStore) => ({ ...secrets, ...plant(secrets) })
      await check(
        rule,
        secretStoreContract((clock) => createMemorySecrets({ clock })),
      )
      await refuse(
        rule,
        secretStoreContract((clock) => wrong(createMemorySecrets({ clock }))),
      )
    })
  }
})

describe('the task queue contract', () => {
  for (const [mistake, rule, plant] of queueMistakes) {
    it(`finds a queue that ${mistake}`, async () => {
      const wrong = (queue: TaskQueue) => ({ ...queue, ...plant(queue) })
      await check(
        rule,
        taskQueueContract((clock) => createMemoryTaskQueue({ clock })),
      )
      await refuse(
        rule,
        taskQueueContract((clock) => wrong(createMemoryTaskQueue({ clock }))),
      )
    })
  }
})

async function refuse(rule: string, cases: readonly ContractCase[]): Promise<void> {
  await expect(check(rule, cases)).rejects.toThrow()
}

async function check(rule: string, cases: readonly ContractCase[]): Promise<void> {
  const found = cases.find(({ name }) => name === rule)
  if (!found) expect.unreachable(`There is no rule "${rule}"`)
  else await found.run()
}

/** Does everything in another scope than the one that is asked for. */
function within(store: Store, as: (scope: Scope) => Scope): Partial<Store> {
  return {
    get: (scope, key) => store.get(as(scope), key),
    set: (scope, key, entry) => store.set(as(scope), key, entry),
    invalidations: (scope) => store.invalidations(as(scope)),
    invalidate: (scope, target, cause) => store.invalidate(as(scope), target, cause),
  }
}
