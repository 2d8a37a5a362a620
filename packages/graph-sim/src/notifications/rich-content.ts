import type { ChangedThing } from '../change-feed/changed-thing.ts'
import type { JsonObject } from '../gateway/parse-json.ts'
import { isObject } from '../gateway/parse-json.ts'
import { plainView } from '../odata/entity.ts'
import { type PropertyType, typeName } from '../odata/property-type.ts'
import type { Subscription } from '../workloads/subscriptions/subscription.ts'

/** The JSON that a rich notification encrypts; `undefined` where there is none to send. */
export function richContent(subscription: Subscription, thing: ChangedThing): string | undefined {
  const { kind, options, ids, withheld, includeResourceData } = subscription
  if (includeResourceData !== true || thing.content === undefined) return undefined
  const outlook = kind.family === 'outlook'
  const json = thing.content.write(outlook ? options.select : undefined, {
    ...plainView,
    ids,
    withheld: outlook ? withheld : [],
  })
  return JSON.stringify(outlook ? withTypes(selectedOf(json, options.select), thing.content.types) : json)
}

/** Only what `$select` names: neither the id nor the ETag comes along. */
function selectedOf(json: JsonObject, select: string | undefined): JsonObject {
  const names = select?.split(',').map((name) => name.trim().toLowerCase()) ?? []
  return Object.fromEntries(Object.entries(json).filter(([name]) => names.includes(name.toLowerCase())))
}

/** Outlook says the types of what JSON does not tell. */
function withTypes(json: JsonObject, types: Readonly<Record<string, PropertyType>>): JsonObject {
  return Object.fromEntries(
    Object.entries(json).flatMap(([name, value]): [string, unknown][] => {
      const type = types[name]
      if (type === undefined || value === null) return [[name, value]]
      if (type.kind === 'Complex') return [[name, typed(value, type)]]
      if (type.kind === 'Collection') {
        const list = Array.isArray(value) ? value.map((each) => typed(each, type.of)) : value
        return [
          [`${name}@odata.type`, `#${shortName(type)}`],
          [name, list],
        ]
      }
      if (type.kind === 'DateTimeOffset' || type.kind === 'Enum')
        return [
          [`${name}@odata.type`, `#${shortName(type)}`],
          [name, value],
        ]
      return [[name, value]]
    }),
  )
}

function typed(value: unknown, type: PropertyType): unknown {
  if (type.kind !== 'Complex' || !isObject(value)) return value
  return { '@odata.type': `#${typeName(type)}`, ...withTypes(value, type.properties) }
}

/** The name of a type without `Edm.`. */
function shortName(type: PropertyType): string {
  return typeName(type).replace('Edm.', '')
}
