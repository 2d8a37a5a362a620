import type { Call } from '../gateway/call.ts'
import type { Entity } from './entity.ts'
import { readSelection, selectionSuffix } from './selection.ts'
import { tip } from './tip.ts'
import { type Expander, writeEntity } from './write-entity.ts'

/** One entity that a request asks for. */
export interface EntitySource<row> {
  readonly entity: Entity<row>
  readonly row: row
  /** The entity set in `@odata.context`, e.g. `users('…')/messages`. */
  readonly context: string
  readonly expand?: Readonly<Record<string, Expander<row>>>
}

/** Writes one entity by the request's `$select` and `$expand`, with its context. */
export function entityBody<row>(call: Call, source: EntitySource<row>): Record<string, unknown> {
  const { entity, row, context, expand = {} } = source
  const selection = readSelection(call.query, entity, Object.keys(expand))
  return {
    '@odata.context': `${call.base}/$metadata#${context}${selectionSuffix(selection)}/$entity`,
    ...tip(call, entity, selection),
    ...writeEntity(row, entity, selection, call.view, expand),
  }
}
