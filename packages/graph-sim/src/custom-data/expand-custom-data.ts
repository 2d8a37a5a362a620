import { badRequest } from '../errors/catalog.ts'
import { refuse } from '../errors/graph-problem.ts'
import type { JsonObject } from '../gateway/parse-json.ts'
import { complex, listOf, type PropertyType, text } from '../odata/property-type.ts'
import type { Query } from '../odata/query.ts'
import type { Expander } from '../odata/write-entity.ts'
import { customDataOf, type OpenExtension } from './custom-data.ts'
import { sameId } from './custom-data-from.ts'
import { fullName, isNamed, namesOf } from './extension-names.ts'

/** What filters see of custom data, as `singleValueExtendedProperties/any(…)` and `extensions/any(…)`. */
export const customFilterTypes: Readonly<Record<string, PropertyType>> = {
  extensions: listOf(complex('extension', { id: text })),
  singleValueExtendedProperties: listOf(
    complex('singleValueLegacyExtendedProperty', { id: text, value: text }),
  ),
}

/** The collections of custom data that `any` may be used on. */
export const customCollections: readonly string[] = Object.keys(customFilterTypes)

/** Reads custom data for a filter; `undefined` for every other property. */
export function readCustomData(owner: object, property: string): unknown {
  if (property === 'singleValueExtendedProperties') return customDataOf(owner).singleValueExtendedProperties
  if (property !== 'extensions') return undefined
  return customDataOf(owner).extensions.flatMap(({ extensionName }) =>
    namesOf(extensionName).map((id) => ({ id })),
  )
}

/** Writes an extension; those of Outlook have full names as their ids, others their names. */
export function extensionJson(
  { extensionName, members }: OpenExtension,
  ids: 'full' | 'short',
): Record<string, unknown> {
  return {
    '@odata.type': '#microsoft.graph.openTypeExtension',
    extensionName,
    id: ids === 'full' ? fullName(extensionName) : extensionName,
    ...members,
  }
}

/** What may be expanded on a thing with custom data; `ownerOf` gives the thing that a row is about. */
export function customExpanders<row>(ownerOf: (row: row) => object): Readonly<Record<string, Expander<row>>> {
  const properties =
    (name: 'singleValueExtendedProperties' | 'multiValueExtendedProperties'): Expander<row> =>
    (row, { query }) => {
      const wanted = idsOf(query) ?? []
      const found = customDataOf(ownerOf(row))[name].filter(({ id }) => wanted.some((one) => sameId(one, id)))
      return found.length === 0 ? undefined : found
    }
  return {
    extensions: (row, { query }) => expandedExtensions(ownerOf(row), query, 'full'),
    singleValueExtendedProperties: properties('singleValueExtendedProperties'),
    multiValueExtendedProperties: properties('multiValueExtendedProperties'),
  }
}

/** The extensions of a thing as `$expand` writes them, all of them or those that its filter names. */
export function expandedExtensions(
  owner: object,
  query: Query,
  ids: 'full' | 'short',
): readonly Record<string, unknown>[] {
  const wanted = idsOf(query)
  return customDataOf(owner)
    .extensions.filter(
      ({ extensionName }) => wanted === undefined || wanted.some((name) => isNamed(extensionName, name)),
    )
    .map((extension) => extensionJson(extension, ids))
}

/** The ids that the filter of an expansion names; `undefined` without one. */
function idsOf(query: Query): readonly string[] | undefined {
  const filter = query.option('filter')
  if (filter === undefined) return undefined
  return filter.split(/\s+or\s+/i).map((part) => {
    const [, id] = /^\s*\(?\s*id\s+eq\s+'((?:[^']|'')*)'\s*\)?\s*$/i.exec(part) ?? []
    return id === undefined
      ? refuse(
          badRequest(
            `Invalid filter clause: custom data is filtered by its id, not by '${part.slice(0, 80)}'.`,
          ),
        )
      : id.replaceAll("''", "'")
  })
}

/** The extensions that came with a new thing, as the answer to its creation shows them; nothing when none came. */
export function newExtensions(owner: object, members: JsonObject): Readonly<Record<string, unknown>> {
  if (!Array.isArray(members['extensions'])) return {}
  return { extensions: customDataOf(owner).extensions.map((one) => extensionJson(one, 'full')) }
}
