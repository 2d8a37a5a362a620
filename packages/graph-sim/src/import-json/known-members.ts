import type { JsonObject } from '../gateway/parse-json.ts'
import { findProperty, type PropertyType } from '../odata/property-type.ts'

/** The members of a saved thing that are known, and a note on those that are not. */
export function knownMembers(
  json: JsonObject,
  properties: Readonly<Record<string, PropertyType>>,
  others: readonly string[] = [],
): { readonly known: JsonObject; readonly notes: readonly string[] } {
  const isKnown = (name: string): boolean =>
    others.includes(name) || findProperty(properties, name) !== undefined
  const entries = Object.entries(json).filter(([name]) => !name.includes('@'))
  const strange = entries.filter(([name]) => !isKnown(name)).map(([name]) => name)
  return {
    known: Object.fromEntries(entries.filter(([name, value]) => isKnown(name) && value !== null)),
    notes: strange.length === 0 ? [] : [`Left out: ${strange.join(', ')}.`],
  }
}
