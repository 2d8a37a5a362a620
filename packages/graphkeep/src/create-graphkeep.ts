import { createCacheManager } from '@graphkeep/cache'
import { publishEvents } from '@graphkeep/cache/diagnostics'
import {
  type CacheManager,
  createEvents,
  createInvoker,
  type Invoker,
  type Scope,
  type SecretStore,
  systemClock,
  type TaskQueue,
} from '@graphkeep/core'
import { catalog } from '@graphkeep/graph-tools'
import { accountTools } from '@graphkeep/graph-tools/account'
import { cacheTools } from '@graphkeep/graph-tools/cache'
import { createGraphClient, type GraphClient } from '@graphkeep/graph-tools/client'

import type { Connection } from './connect/connection.ts'
import { defaultScope } from './default-scope.ts'
import type { Graphkeep, GraphkeepOptions } from './graphkeep.ts'
import { createLifetimeCounters } from './lifetime-counters.ts'
import { openStorage, type Storage } from './open-storage.ts'
import { planTools } from './plan-tools.ts'
import { requestRecorder } from './request-recorder.ts'
import { splitPolicies } from './split-policies.ts'
import { stepsOf } from './steps.ts'
import { createWarmUp } from './warm-up.ts'

/** How often counters are saved and dead entries removed; what is counted in between is lost when the process is killed. */
const upkeepMs = 60_000

/**
 * Puts cache, tools, queue and keys together.
 *
 * @throws {@link KeyUnavailable} when there is no master key and none may be made; {@link DatabaseRefused} when the
 * file cannot be used, which is then left as it is; TypeError for a selection or a policy of something that there is not.
 *
 * @example
 * ```ts
 * const keep = await createGraphkeep({ connect: simulated(), storage: 'memory' })
 * const { output, freshness } = await keep.call('email_list', { top: 5 })
 * await keep.close()
 * ```
 */
export async function createGraphkeep<C extends Connection>(
  options: GraphkeepOptions<C>,
): Promise<Graphkeep<C>> {
  const { clock = systemClock, events = createEvents(), tools: own = [] } = options
  const parts = { clock, events }
  const policies = splitPolicies(options.policies ?? {}, [...catalog, ...own])
  const { gives, permissions } = planTools(options.select, own)
  const storage = await openStorage(options, clock)
  const { store, sealer, secrets, queue } = storage
  const cache = createCacheManager({ store, policies: policies.kinds, ...parts, ...(sealer && { sealer }) })
  const forget = forgetIn({ cache, queue, secrets })
  const connection = await options.connect({ secrets, forget, permissions, ...parts })
  const { accounts } = connection
  const client = openClient(options, connection, parts)
  const offered = [...catalog, ...cacheTools({ cache, queue }), ...(accounts ? accountTools(accounts) : [])]
  const invoker = createInvoker({
    tools: [...offered.filter(gives), ...own],
    fetchFor: client.fetchFor,
    steps: [...(options.steps ?? []), ...stepsOf({ cache, secrets, policies: policies.tools })],
    ...parts,
    ...(sealer && { sealer }),
  })
  return assemble({ storage, cache, connection, invoker, ...parts })
}

type Parts = Required<Pick<GraphkeepOptions, 'clock' | 'events'>>

function openClient({ recordTo }: GraphkeepOptions, connection: Connection, parts: Parts): GraphClient {
  const { tokens, baseUrl, fetch } = connection
  const file = recordTo ?? process.env['GRAPHKEEP_RECORD']
  return createGraphClient({
    tokens,
    ...parts,
    ...(baseUrl !== undefined && { baseUrl }),
    ...(fetch && { fetch }),
    ...(file && { record: requestRecorder(file) }),
  })
}

interface Keeping {
  readonly cache: CacheManager
  readonly queue: TaskQueue

  /** Under an account's own scope stand calls that are done once, too. */
  readonly secrets: SecretStore
}

function forgetIn({ cache, queue, secrets }: Keeping): (scope: Scope) => Promise<void> {
  return async (scope) => {
    await cache.disconnect(scope)
    await queue.clear(scope)
    await secrets.clear(scope)
  }
}

interface Assembled<C extends Connection> extends Parts {
  readonly storage: Storage
  readonly cache: CacheManager
  readonly connection: C
  readonly invoker: Invoker
}

function assemble<C extends Connection>(assembled: Assembled<C>): Graphkeep<C> {
  const { storage, cache, connection, invoker, clock, events } = assembled
  const { accounts } = connection
  const { queue, keyOrigin, database } = storage
  const warmUp = createWarmUp({ invoker, cache, queue, clock })
  const lifetime = createLifetimeCounters(cache, storage.sums)
  const unpublish = publishEvents(events)
  const upkeep = setInterval(() => void Promise.all([lifetime.save(), cache.sweep()]), upkeepMs).unref()

  async function close(): Promise<void> {
    connection.close?.()
    clearInterval(upkeep)
    unpublish()
    await lifetime.save()
    await cache.close()
    await queue.close()
    await storage.close()
  }

  return {
    tools: invoker.tools,
    call: async (name, input, call) =>
      invoker.call(name, input, { ...call, scope: call?.scope ?? (await defaultScope(name, connection)) }),
    scope: () => connection.scope(),
    connection,
    ...(accounts && { accounts }),
    warm: async () => warmUp(await connection.scope()),
    cache,
    queue,
    events,
    lifetimeCounters: () => lifetime.read(),
    keyOrigin,
    ...(database && { database }),
    close,
    [Symbol.asyncDispose]: close,
  }
}
