import { gunzipSync } from 'node:zlib'
import type { FaultRule } from '../faults/fault-rule.ts'
import { isObject } from '../gateway/parse-json.ts'
import { createRunningClock, createStandingClock } from '../tenant/clock.ts'
import { buildTenant } from '../tenant/create-tenant.ts'
import { insideOf } from '../tenant/insides.ts'
import type { Tenant, TenantOptions } from '../tenant/tenant.ts'
import { readDeeds } from './read-deeds.ts'
import { replay } from './replay.ts'
import { snapshotFormat } from './save-tenant.ts'
import type { WrittenDeeds } from './write-deeds.ts'

/**
 * Makes a tenant as it was when {@link saveTenant} wrote it down. Its clock goes on from the moment of then.
 *
 * Functions are no part of a snapshot: where notifications are sent with another `fetch`, it has to be given again.
 *
 * Rejects with an error that says so for what is no snapshot, is damaged, or comes from another version.
 */
export async function loadTenant(
  snapshot: Uint8Array,
  { notifications = {} }: LoadOptions = {},
): Promise<Tenant> {
  const { options, start, goes, now, nextRequest, faults, ...journal } = readSnapshot(snapshot)
  const deeds = whole(() => readDeeds(journal))
  const bare = goes === 'by itself' ? createRunningClock() : createStandingClock(start)
  bare.hold(start)
  const again = { ...options, notifications: { ...options.notifications, ...notifications } }
  const tenant = buildTenant(again, { bare, start, goes })
  await replay(tenant, deeds, now)
  const { log, state } = insideOf(tenant)
  bare.hold(undefined)
  state.timeline.runDue()
  log.continueAt(nextRequest)
  for (const rule of faults) tenant.faults.add(readRule(rule))
  return tenant
}

/** What a tenant that is loaded gets besides. */
export type LoadOptions = Pick<TenantOptions, 'notifications'>

interface Snapshot extends WrittenDeeds {
  readonly options: TenantOptions
  readonly start: number
  readonly goes: 'by itself' | 'when moved'
  readonly now: number
  readonly nextRequest: number
  readonly faults: readonly WrittenRule[]
}

interface WrittenRule extends FaultRule {
  readonly match?: NonNullable<FaultRule['match']> & { readonly expression?: readonly [string, string] }
}

function readSnapshot(bytes: Uint8Array): Snapshot {
  const json: unknown = whole(() => JSON.parse(gunzipSync(bytes).toString('utf8')))
  if (!isObject(json) || json['format'] !== snapshotFormat.format)
    throw new Error('This is no snapshot of a tenant: it was not written by saveTenant()')
  if (json['version'] !== snapshotFormat.version)
    throw new Error(
      `The snapshot has version ${json['version']}, and this graph-sim reads version ${snapshotFormat.version}: use the one that wrote it`,
    )
  return json as unknown as Snapshot
}

function whole<result>(read: () => result): result {
  try {
    return read()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`The snapshot is damaged: ${reason}`, { cause: error })
  }
}

function readRule({ match, ...rule }: WrittenRule): FaultRule {
  if (match === undefined) return rule
  const { expression, ...others } = match
  if (expression === undefined) return { ...rule, match }
  return { ...rule, match: { ...others, path: new RegExp(...expression) } }
}
