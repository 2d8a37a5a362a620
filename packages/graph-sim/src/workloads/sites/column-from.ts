import { badRequest, notSimulated } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import { type Column, type ColumnKind, columnKinds, newColumn } from './column.ts'

/** The types of columns that Graph has besides. */
const lacking = ['calculated', 'contentApprovalStatus', 'geolocation', 'term', 'thumbnail', 'validation']

type Said = Partial<Pick<Column, (typeof texts)[number] | (typeof flags)[number]>>

const texts = ['displayName', 'description', 'columnGroup'] as const
const flags = ['required', 'hidden', 'indexed', 'enforceUniqueValues'] as const

/** Makes the column that a client describes; without a type it is one of text. */
export function readColumn(call: Call, json: JsonObject): Column {
  const name = member(json, 'name')
  if (typeof name !== 'string' || name === '') refuse(badRequest('A column needs a name.'))
  for (const kind of lacking)
    if (member(json, kind) !== undefined) refuse(notSimulated(`columns of the type ${kind}`))
  const kind = kindOf(json) ?? 'text'
  return newColumn({
    id: call.tenant.sites().nextId(),
    name,
    kind,
    facet: readFacet(json, kind),
    ...readSaid(json),
  })
}

/** Changes a column; its name and its type stay. */
export function changeColumn(column: Column, json: JsonObject): void {
  const kind = kindOf(json)
  if (kind !== undefined && kind !== column.kind)
    refuse(badRequest('The type of a column cannot be changed.'))
  if (kind !== undefined) column.facet = { ...column.facet, ...readFacet(json, kind) }
  Object.assign(column, readSaid(json))
}

function kindOf(json: JsonObject): ColumnKind | undefined {
  return columnKinds.find((kind) => member(json, kind) !== undefined)
}

function readFacet(json: JsonObject, kind: ColumnKind): JsonObject {
  const facet = member(json, kind) ?? {}
  return isObject(facet) ? facet : refuse(badRequest(`The facet '${kind}' of a column has to be an object.`))
}

function readSaid(json: JsonObject): Said {
  const said: Record<string, string | boolean> = {}
  for (const name of texts) {
    const value = member(json, name)
    if (typeof value === 'string') said[name] = value
    else if (value !== undefined) refuse(badRequest(`The ${name} of a column has to be a string.`))
  }
  for (const name of flags) {
    const value = member(json, name)
    if (typeof value === 'boolean') said[name] = value
    else if (value !== undefined) refuse(badRequest(`'${name}' of a column has to be true or false.`))
  }
  return said as Said
}
