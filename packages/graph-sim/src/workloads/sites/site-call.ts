import { driveItemNotFound, etagMismatch } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { isObject } from '../../gateway/parse-json.ts'
import type { User } from '../directory/user.ts'
import type { FieldValue } from '../drive/drive-item.ts'
import { siteOf } from '../drive/drive-of.ts'
import { type Column, fieldName, fits, libraryColumns, systemColumns } from './column.ts'
import { findList } from './find-list.ts'
import { findRow } from './library-row.ts'
import { itemTag } from './list-item-entity.ts'
import type { ListItem, SiteList } from './site.ts'
import type { FieldValues } from './site-store.ts'

/** The list that a path names, by id or by title. */
export function listOf(call: Call): SiteList {
  return findList(siteOf(call), call.params['list'] ?? '')
}

/** The row that a path names. */
export function rowOf(call: Call): ListItem {
  return findRow(listOf(call), call.params['row'] ?? '') ?? refuse(driveItemNotFound)
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

/** Reads values for the fields of a list; refuses fields that are not there and values of another type. */
export function readFields(list: SiteList, json: unknown): FieldValues {
  if (!isObject(json)) return invalid('The fields have to be an object.')
  const values = new Map<string, FieldValue | null>()
  for (const [name, value] of Object.entries(json)) {
    if (name.includes('@')) continue
    if (isReadOnly(name)) invalid(`Field '${name}' is read-only`)
    const column = fieldsOfList(list).find((one) => fieldName(one).toLowerCase() === name.toLowerCase())
    if (column === undefined) return invalid(`Field '${name}' is not recognized`)
    if (value !== null && !fits(column, value))
      invalid(
        column.kind === 'dateTime'
          ? `The value of field '${name}' is not a time in ISO 8601.`
          : `The value of field '${name}' is not of its type.`,
      )
    values.set(
      fieldName(column),
      column.kind === 'personOrGroup' ? String(value) : (value as FieldValue | null),
    )
  }
  return values
}

/** The columns that clients fill. */
function fieldsOfList({ columns, library }: SiteList): readonly Column[] {
  const name = libraryColumns.filter(({ readOnly }) => !readOnly)
  return library === undefined ? columns : [...columns, ...name]
}

function isReadOnly(name: string): boolean {
  const fixed = [...systemColumns, ...libraryColumns].filter(({ readOnly }) => readOnly).map(fieldName)
  return ['id', 'Attachments', ...fixed].some((one) => one.toLowerCase() === name.toLowerCase())
}

function invalid(message: string): never {
  refuse({ status: 400, code: 'invalidRequest', message })
}
