import { type Clock, type Events, type Scope, systemClock, type ToolContext } from '@graphkeep/core'

import { authorized } from './authorize.ts'
import { largestBatch } from './batch-wire.ts'
import { breaking } from './breaker.ts'
import { broughtToken, noTokens } from './brought-token.ts'
import { budgeted, type ResourceBudgets } from './budget.ts'
import { callOf } from './call-of.ts'
import { withinDeadline } from './deadline.ts'
import { fetchAnswer } from './fetch-answer.ts'
import { requireFitting } from './fitting-token.ts'
import { gated } from './gate.ts'
import { gatheringReads } from './gather-reads.ts'
import type { BatchInit, MakeCall, RequestingTool, Send } from './graph-call.ts'
import { graphGlobal } from './graph-clouds.ts'
import { refusal } from './graph-failure.ts'
import { type GraphRecord, recordOf } from './graph-record.ts'
import { renewingForPermissions } from './renew-for-permissions.ts'
import { smallestBudgets } from './resource-units.ts'
import { retrying } from './retry.ts'
import type { TokenSource } from './token-source.ts'

/** What a Graph client is made of. */
export interface GraphClientOptions {
  /** Where tokens come from. Default: every call brings its own. */
  readonly tokens?: TokenSource

  /** With its version and without a `/` at the end. Default {@link graphGlobal}. */
  readonly baseUrl?: string

  /** Default: the global one. */
  readonly fetch?: typeof globalThis.fetch
  readonly clock?: Clock
  readonly events?: Events

  /** How many requests of one mailbox, drive or site may be on their way at once. Default 4, which is what Outlook allows (Graph rule 27). */
  readonly concurrency?: number

  /** The same for all of one tenant's directory, and of its Teams. Default 16. */
  readonly tenantConcurrency?: number

  /** The same for everything this client does. Default `Infinity`. */
  readonly appConcurrency?: number

  /** What may be spent of each tenant's resource units. Default what Microsoft grants the smallest (Graph rules 28 and 29); `{}` holds nothing back. */
  readonly resourceUnits?: ResourceBudgets

  /** How many reads of one mailbox that are asked for at the same time go together, as `$batch`; 1 sends each by itself. Default 20, the most that Graph takes (Graph rule 25). */
  readonly batchSize?: number

  /** After how many failures in a row a part of Graph is left alone for a while; `Infinity` for never. Default 5. */
  readonly breakAfter?: number

  /** How long one request may take, waiting and repeating included; `Infinity` waits as long as Graph asks. Default 60,000 milliseconds. */
  readonly deadlineMs?: number

  /** How large an answer may be. Default 32 MiB. */
  readonly maxResponseBytes?: number

  /** Told of each request before it is sent, once however often it is repeated. Default: nobody. */
  readonly record?: (request: GraphRecord) => void
}

/** Microsoft Graph, as a `fetch` for each account. */
export interface GraphClient {
  /**
   * Returns a `fetch` for the account's data. Its paths are below the API's version, e.g. `/me/messages`; beside what
   * `fetch` takes it understands {@link GraphRequestInit}. It rejects with `GraphFailure` for every answer that is not a
   * success, each of which says what to do next.
   *
   * @param tool For whom; named in records, and in what it says of missing permissions. Default: nobody.
   * @param options.token A token of the account, for this `fetch` alone: it is kept nowhere, nothing is shared with requests
   * that have another, and it cannot be renewed. Default: the client's own `tokens`.
   * @throws {@link SignInRequired} when that token says that it is of another tenant or account.
   */
  fetchFor(scope: Scope, tool?: RequestingTool, options?: { readonly token?: string }): ToolContext['fetch']
}

/**
 * Makes a client that keeps Graph's rules: one refresh of a refused token, at most four requests of a mailbox at once,
 * waiting exactly as long as Graph asks, and never sending twice what may have been done.
 *
 * @example
 * ```ts
 * const client = createGraphClient({ tokens: staticToken(process.env.GRAPH_TOKEN) })
 * const fetch = client.fetchFor({ tenant: 'contoso.com', account: 'ada@contoso.com' })
 * const me = await (await fetch('/me?$select=displayName')).json()
 * ```
 */
export function createGraphClient(options: GraphClientOptions = {}): GraphClient {
  const { clock = systemClock, deadlineMs = 60_000, tokens = noTokens, record } = options
  const baseUrl = checkedBase(options.baseUrl ?? graphGlobal)
  const send = sendingWith(options, baseUrl, clock)

  return {
    fetchFor(scope, tool, { token } = {}) {
      const source = token === undefined ? tokens : sourceOf(token, scope, tokens)

      return async (path, init: BatchInit = {}) => {
        const make: MakeCall = (path, init) => callOf(path, init, { scope, tool, baseUrl, tokens: source })
        const call = init.batch ? init.batch(make, baseUrl) : make(path, init)
        const deadline = clock.now() + (init.deadlineMs ?? deadlineMs)
        return withinDeadline({ ...call, deadline }, clock, async (call) => {
          if (!call.preauthenticated) record?.(recordOf(call))
          const answer = await send(call)
          if (!answer.ok) throw await refusal(answer, call, { now: clock.now() })
          return answer
        })
      }
    },
  }
}

/** Who brings the token of somebody else gets nothing, not even what is cached. */
function sourceOf(token: string, scope: Scope, { owner }: TokenSource): TokenSource {
  const tokens = broughtToken(token, owner)
  requireFitting(token, { scope, tokens, scheme: tokens.kind })
  return tokens
}

function sendingWith(options: GraphClientOptions, baseUrl: string, clock: Clock): Send {
  const { fetch = globalThis.fetch, maxResponseBytes = 32 * 1024 * 1024 } = options
  const { events, breakAfter = 5, resourceUnits = smallestBudgets, batchSize = largestBatch } = options
  const { concurrency = 4, tenantConcurrency = 16, appConcurrency = Number.POSITIVE_INFINITY } = options
  const limits = { owner: concurrency, tenant: tenantConcurrency, app: appConcurrency }
  const fetched = fetchAnswer({ fetch, baseUrl, maxResponseBytes })
  const broken = breaking(fetched, { failures: breakAfter, restMs: 2000 }, { clock, events })
  const admitted = authorized(gated(broken, limits, clock))
  const gathered = gatheringReads(admitted, { baseUrl, size: batchSize, events })
  const permitted = renewingForPermissions(gathered, clock)
  return retrying(budgeted(permitted, resourceUnits, clock), { clock, events })
}

function checkedBase(baseUrl: string): string {
  const url = URL.parse(baseUrl)
  const isLoopback = url !== null && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  if (url === null || (url.protocol !== 'https:' && !isLoopback)) {
    throw new TypeError('baseUrl is an https address such as https://graph.microsoft.com/v1.0')
  }
  return url.href.replace(/\/+$/, '')
}
