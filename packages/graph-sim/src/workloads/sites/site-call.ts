import { driveItemNotFound, etagMismatch } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { isObject } from '../../gateway/parse-json.ts'
import type { User } from '../directory/user.ts'
import { siteOf } from '../drive/drive-of.ts'
import { findList } from './find-list.ts'
import { itemTag } from './list-item-entity.ts'
import type { ListItem, SiteList } from './site.ts'
import type { FieldValues } from './site-store.ts'

/** The list that a path names, by id or by title. */
export function listOf(call: Call): SiteList {
  return findList(siteOf(call), call.params['list'] ?? '')
}

/** The row that a path names. */
export function rowOf(call: Call): ListItem {
  return listOf(call).items.get(call.params['row'] ?? '') ?? refuse(driveItemNotFound)
}

/** Who is doing this; for an app the main user stands in. */
export function actorOf({ principal, tenant }: Call): User {
  return principal.kind === 'delegated' ? principal.user : tenant.me
}

/** Refuses with 412 when `If-Match` names another version of a row than the present one (Graph rule 39). */
export function requireRowTag(call: Call, item: ListItem): void {
  const wanted = call.headers.get('if-match')?.trim().replace(/^W\//, '')
  if (wanted !== undefined && wanted !== '*' && wanted !== itemTag(item)) refuse(etagMismatch)
}

const readOnly: readonly string[] = [
  'id',
  'contenttype',
  'modified',
  'created',
  '_uiversionstring',
  'attachments',
]

/** Reads values for the columns of a list; refuses columns that are not there and values of another type. */
export function readFields({ columns }: SiteList, json: unknown): FieldValues {
  if (!isObject(json)) return invalid('The fields have to be an object.')
  const values = new Map<string, string | number | null>()
  for (const [name, value] of Object.entries(json)) {
    if (name.includes('@')) continue
    if (readOnly.includes(name.toLowerCase())) invalid(`Field '${name}' is read-only`)
    const column = columns.find((one) => one.name.toLowerCase() === name.toLowerCase())
    if (column === undefined) return invalid(`Field '${name}' is not recognized`)
    if (value !== null && typeof value !== (column.kind === 'number' ? 'number' : 'string'))
      invalid(`The value of field '${name}' is not of its type.`)
    if (column.kind === 'dateTime' && value !== null && Number.isNaN(Date.parse(String(value))))
      invalid(`The value of field '${name}' is not a time in ISO 8601.`)
    values.set(column.name, value as string | number | null)
  }
  return values
}

function invalid(message: string): never {
  refuse({ status: 400, code: 'invalidRequest', message })
}
