import type { JsonObject } from '../gateway/parse-json.ts'
import { timestamp } from '../time/timestamp.ts'
import { NotTaken } from './imported-thing.ts'

/** A time of a saved thing, as Graph writes it; `undefined` when it is not there. Throws for what is no time. */
export function timeIn(json: JsonObject, name: string): string | undefined {
  const value = json[name]
  if (value === undefined || value === null) return undefined
  const moment = typeof value === 'string' ? Date.parse(value) : Number.NaN
  if (Number.isNaN(moment)) throw new NotTaken(`${name} is no time.`)
  return timestamp(moment)
}
