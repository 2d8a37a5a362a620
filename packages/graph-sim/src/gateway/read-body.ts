import { badBody } from '../errors/catalog.ts'
import { refuse } from '../errors/graph-problem.ts'
import { findProperty, type PropertyType, typeName } from '../odata/property-type.ts'
import type { Call } from './call.ts'
import { isObject, type JsonObject, parseJson } from './parse-json.ts'

/** Reads a call's body as a JSON object; refuses anything else. An empty body is an empty object. */
export function readJson(call: Call): JsonObject {
  return parseJson(call.body, call.headers)
}

/**
 * Reads members of the given types out of a JSON object, under the names that the metadata spells.
 *
 * Refuses unknown members and wrong types; annotations (`@odata.type` and the like) are left out.
 */
export function readMembers(
  json: JsonObject,
  typed: { readonly name: string; readonly properties: Readonly<Record<string, PropertyType>> },
  others: readonly string[] = [],
): JsonObject {
  const members: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(json)) {
    if (key.includes('@')) continue
    const property = findProperty(typed.properties, key)
    if (property !== undefined) {
      checkType(value, property.type)
      members[property.name] = value
    } else {
      const other = others.find((name) => name.toLowerCase() === key.toLowerCase())
      if (other === undefined) unknownMember(key, typed.name)
      members[other] = value
    }
  }
  return members
}

function checkType(value: unknown, type: PropertyType): void {
  if (value === null) return
  switch (type.kind) {
    case 'Collection':
      if (!Array.isArray(value)) mismatch(value, type)
      for (const element of value) checkType(element, type.of)
      return
    case 'Complex':
      if (!isObject(value)) mismatch(value, type)
      if (!type.open) readMembers(value, type)
      return
    case 'Boolean':
      if (typeof value !== 'boolean') mismatch(value, type)
      return
    case 'Int32':
    case 'Int64':
    case 'Double':
      if (typeof value !== 'number') mismatch(value, type)
      return
    case 'DateTimeOffset':
      if (typeof value !== 'string' || Number.isNaN(Date.parse(value))) mismatch(value, type)
      return
    case 'Enum':
      if (typeof value !== 'string' || (value !== '' && !hasMember(type.members, value)))
        mismatch(value, type)
      return
    default:
      if (typeof value !== 'string') mismatch(value, type)
  }
}

function hasMember(members: readonly string[], value: string): boolean {
  return members.some((name) => name.toLowerCase() === value.toLowerCase())
}

function mismatch(value: unknown, type: PropertyType): never {
  const literal = typeof value === 'string' ? value.slice(0, 80) : JSON.stringify(value).slice(0, 80)
  refuse(badBody(`Cannot convert the literal '${literal}' to the expected type '${typeName(type)}'.`))
}

function unknownMember(name: string, owner: string): never {
  refuse(
    badBody(
      `The property '${name}' does not exist on type 'microsoft.graph.${owner}'. Make sure to only use property names that are defined by the type or mark the type as open type.`,
    ),
  )
}
