import { gzipSync } from 'node:zlib'
import type { FaultRule } from '../faults/fault-rule.ts'
import { insideOf } from '../tenant/insides.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { writeDeeds } from './write-deeds.ts'

/** What a snapshot begins with; the number counts up when older programs could not read it. */
export const snapshotFormat = { format: 'graph-sim snapshot', version: 1 }

/**
 * Writes down a tenant so that {@link loadTenant} makes it again: what it was made from, and what was done to it since.
 * Everything that a client can see is the same afterwards; the counts of limits and the record of requests are not kept.
 *
 * @example
 * ```ts
 * await writeFile('tenant.snapshot', saveTenant(tenant))
 *
 * const again = await loadTenant(await readFile('tenant.snapshot'))
 * ```
 */
export function saveTenant(tenant: Tenant): Uint8Array {
  const { options, start, goes, clock, log, faults, state } = insideOf(tenant)
  const { now: _now, ...made } = options
  const snapshot = {
    ...snapshotFormat,
    options: made,
    start,
    goes,
    now: clock.now(),
    nextRequest: log.next(),
    faults: faults
      .list()
      .flatMap(({ rule, applied, isSpent }) => (isSpent ? [] : [writeRule(rule, applied)])),
    ...writeDeeds(state.journal.deeds),
  }
  return gzipSync(JSON.stringify(snapshot))
}

function writeRule(rule: FaultRule, applied: number): unknown {
  const { path } = rule.match ?? {}
  return {
    ...rule,
    ...(rule.times === undefined ? {} : { times: rule.times - applied }),
    ...(path instanceof RegExp
      ? { match: { ...rule.match, path: undefined, expression: [path.source, path.flags] } }
      : {}),
  }
}
