import { createMemorySecrets, type Scope, type SecretStore, type ToolContext } from '@graphkeep/core'
import type { ManualClock } from '@graphkeep/core/testing'
import { createTenant, type Tenant } from '@graphkeep/graph-sim'

import {
  type DeltaChange,
  type DeltaItem,
  type DeltaResource,
  type DeltaRound,
  deltaRounds,
} from '../../src/delta.ts'
import { openClient } from './open-client.ts'
import { inTime, noon, record } from './open-world.ts'

/** A copy of a resource that rounds of changes keep, and hands on the tenant that it is a copy of. */
export interface Mirror {
  readonly tenant: Tenant
  readonly clock: ManualClock
  readonly scope: Scope

  /** What is kept, by id. */
  readonly items: ReadonlyMap<string, DeltaItem>

  /** Every change that was applied, in order. */
  readonly applied: DeltaChange[]

  /** Told of each page before it is applied; what it throws, `apply` throws. */
  onApply: () => void | Promise<void>

  /** Told of each page after it was applied; what it throws, `apply` throws. */
  onApplied: () => void

  readonly fetch: ToolContext['fetch']
  round(): Promise<DeltaRound>
  forget(): Promise<void>
  get<T = DeltaItem>(path: string): Promise<T>
  list(path: string): Promise<readonly DeltaItem[]>
  send(method: string, path: string, body?: object): Promise<DeltaItem>
}

/** How a mirror may differ from the usual one. */
export interface MirrorOptions {
  readonly tenant?: Tenant
  readonly secrets?: SecretStore
  readonly reader?: string
  readonly pageSize?: number

  /** Whose mirror it is. Default: the main user's. */
  readonly account?: string
  readonly roles?: string[]
}

/** Opens a mirror that is empty. */
export function openMirror(resource: DeltaResource, options: MirrorOptions = {}): Mirror {
  const {
    tenant = tinyTenant(),
    secrets = createMemorySecrets(),
    reader = 'mirror',
    roles,
    pageSize = 100,
  } = options
  const tokens = {
    kind: roles ? 'application' : 'delegated',
    token: async ({ account }: Scope) => tenant.token(roles ? { roles } : { user: account }),
  } as const
  const { clock, fetchFor } = openClient({ tenant, record, tokens, batchSize: 20 })
  const scope = { tenant: tenant.id, account: options.account ?? tenant.me.userPrincipalName }
  const fetch = fetchFor(scope)
  const items = new Map<string, DeltaItem>()
  const marks = new Map<string, string | undefined>()
  const rounds = deltaRounds({
    resource,
    reader,
    scope,
    fetch,
    secrets,
    pageSize,
    async apply(changes, full) {
      await mirror.onApply()
      mirror.applied.push(...changes)
      for (const change of changes) {
        if (change.kind === 'removed') items.delete(change.id)
        else items.set(change.id, change.item)
        marks.set(change.id, full)
      }
      mirror.onApplied()
    },
    sweep(full) {
      for (const id of items.keys()) if (marks.get(id) !== full) items.delete(id)
    },
  })
  const within = <T>(promise: Promise<T>): Promise<T> => inTime(clock, promise)
  const mirror: Mirror = {
    tenant,
    clock,
    scope,
    fetch,
    items,
    applied: [],
    onApply: () => {},
    onApplied: () => {},
    round: () => within(rounds.round()),
    forget: () => rounds.forget(),
    get: async <T>(path: string) => (await (await within(fetch(path))).json()) as T,
    list: async (path) => (await mirror.get<{ value: DeltaItem[] }>(path)).value,
    async send(method, path, body) {
      const answer = await within(
        fetch(path, { method, body: body === undefined ? null : JSON.stringify(body) }),
      )
      const text = await answer.text()
      return text === '' ? { id: '' } : JSON.parse(text)
    },
  }
  return mirror
}

/** A tenant of two people with a few things each. */
export function tinyTenant(): Tenant {
  return createTenant({
    seed: 7,
    now: noon,
    people: 3,
    sharedMailboxes: 0,
    guests: 0,
    folders: 10,
    messages: 40,
    events: 5,
    contacts: 8,
    files: 12,
  })
}

/** The ids of what is in a list, sorted. */
export function idsOf(items: Iterable<Pick<DeltaItem, 'id'>>): readonly string[] {
  return [...items].map(({ id }) => id).sort()
}
