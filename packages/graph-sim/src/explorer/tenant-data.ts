import type { FaultRule } from '../faults/fault-rule.ts'
import { isObject, type JsonObject } from '../gateway/parse-json.ts'
import { insideOf } from '../tenant/insides.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { BadQuestion } from './bad-question.ts'

/** What the head of the page says. */
export function describeTenant(tenant: Tenant): object {
  return { id: tenant.id, domain: tenant.domain, people: tenant.users.length, ...clockOf(tenant) }
}

/** The faults that were ordered, in words that JSON has. */
export function shownFaults(tenant: Tenant): readonly object[] {
  return tenant.faults.list().map(({ rule, applied, isSpent }) => {
    const { path, ...match } = rule.match ?? {}
    const shown = path === undefined ? match : { ...match, path: String(path) }
    return { ...rule, match: shown, applied, isSpent }
  })
}

/** Orders a fault; `undefined` forgets all of them. */
export function changeFaults(tenant: Tenant, rule: JsonObject | undefined): object {
  if (rule === undefined) tenant.faults.clear()
  else tenant.faults.add(rule as unknown as FaultRule)
  return { value: shownFaults(tenant) }
}

/** Moves the clock by `advance` milliseconds, or to the time `set`. */
export function changeClock(tenant: Tenant, { advance, set }: JsonObject): object {
  if (typeof advance === 'number' && Number.isFinite(advance)) tenant.clock.advance(advance)
  else if (typeof set === 'string' && !Number.isNaN(Date.parse(set))) tenant.clock.set(Date.parse(set))
  else throw new BadQuestion('Say how many milliseconds to advance, or which time to set.')
  return clockOf(tenant)
}

function clockOf(tenant: Tenant): { readonly now: string; readonly goes: string } {
  return { now: new Date(tenant.clock.now()).toISOString(), goes: insideOf(tenant).goes }
}

/** A member that has to be a text; `otherwise` when it is left out. */
export function textIn(body: JsonObject, name: string, otherwise: string): string {
  const value = body[name] ?? otherwise
  if (typeof value !== 'string') throw new BadQuestion(`${name} has to be a text.`)
  return value
}

/** A member that has to be an object of texts; empty when it is left out. */
export function textsIn(body: JsonObject, name: string): Readonly<Record<string, string>> {
  const value = body[name] ?? {}
  if (!isObject(value)) throw new BadQuestion(`${name} has to be an object.`)
  return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, String(text)]))
}
