import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { versionConflict, versionMalformed, versionMissing, versionUnknown } from './planner-problems.ts'
import type { PlannerResource } from './planner-resource.ts'

/** The etag of a thing: its kind and its version, so that a newer one sorts after an older one. */
export function plannerEtag({ kind, version }: Pick<PlannerResource, 'kind' | 'version'>): string {
  return `W/"${Buffer.from(`'1-${kind.padEnd(6)}${written(version)}'`).toString('base64')}"`
}

/**
 * Refuses a change that `If-Match` does not allow: without it, with the etag of another kind of thing, with a version
 * that never was, and with an older one when any of the named values has changed since.
 */
export function requirePlannerVersion(
  call: Call,
  resource: PlannerResource,
  values: readonly string[],
): void {
  const header = call.headers.get('if-match')
  if (header === null || header.trim() === '') refuse(versionMissing)
  const version = readVersion(header, resource)
  if (version > resource.version) refuse(versionUnknown)
  if (values.some((name) => (resource.changedIn.get(name) ?? 0) > version)) refuse(versionConflict)
}

/** Refuses the removal of something that has changed since the version of `If-Match`. */
export function requireLatestVersion(call: Call, resource: PlannerResource): void {
  requirePlannerVersion(call, resource, [...resource.changedIn.keys()])
}

/** Clients send etags with the backslashes of the JSON that they found them in. */
function readVersion(header: string, { kind }: PlannerResource): number {
  const tag = /^W\/\\?"([A-Za-z0-9+/=]+)\\?"$/.exec(header.trim())?.[1] ?? ''
  const text = Buffer.from(tag, 'base64').toString('latin1')
  const start = `'1-${kind.padEnd(6)}`
  const digits = text.slice(start.length, -1)
  if (!text.startsWith(start) || !/^[@-_]{16}$/.test(digits)) refuse(versionMalformed)
  return [...digits].reduce((sum, digit) => sum * 32 + digit.charCodeAt(0) - 64, 0)
}

function written(version: number): string {
  const digits: string[] = []
  for (let rest = version, i = 0; i < 16; i++, rest = Math.floor(rest / 32))
    digits.unshift(String.fromCharCode(64 + (rest % 32)))
  return digits.join('')
}
