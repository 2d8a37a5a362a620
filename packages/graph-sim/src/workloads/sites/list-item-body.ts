import type { Call } from '../../gateway/call.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { readSelection } from '../../odata/selection.ts'
import { type Expander, writeEntity } from '../../odata/write-entity.ts'
import { driveItemEntity } from '../drive/drive-entity.ts'
import { siteOf } from '../drive/drive-of.ts'
import { fieldsOf, listItemEntity } from './list-item-entity.ts'
import type { ListItem } from './site.ts'
import { listOf } from './site-call.ts'

/** Writes one row as an answer's body. */
export function rowBody(call: Call, row: ListItem): Record<string, unknown> {
  const entity = listItemEntity(siteOf(call), listOf(call))
  return entityBody(call, { entity, row, context: rowsContext(call), expand: rowExpanders(call) })
}

/** Writes the fields of one row as an answer's body. */
export function fieldsBody(call: Call, row: ListItem): Record<string, unknown> {
  const context = `${call.base}/$metadata#${rowsContext(call)}('${row.number}')/fields/$entity`
  return { '@odata.context': context, ...fieldsOf(row, call.query.option('select')) }
}

/** What may be expanded on a row. */
export function rowExpanders(call: Call): Readonly<Record<string, Expander<ListItem>>> {
  return {
    fields: (item, { query }) => fieldsOf(item, query.option('select')),
    driveItem({ file }, { query }) {
      if (file === undefined) return undefined
      const { drive, item } = file
      const entity = driveItemEntity(drive, (each) => call.tenant.downloads.urlFor(call.base, drive, each))
      return writeEntity(item, entity, readSelection(query, entity, []), call.view)
    },
  }
}

/** The entity set of a list's rows, for `@odata.context`. */
export function rowsContext(call: Call): string {
  return `sites('${encodeURIComponent(siteOf(call).id)}')/lists('${listOf(call).id}')/items`
}
