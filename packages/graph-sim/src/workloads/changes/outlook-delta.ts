import type { DeltaSource } from '../../delta/answer-delta.ts'
import type { Problem } from '../../errors/graph-problem.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import type { Entity } from '../../odata/entity.ts'
import type { SystemOption } from '../../odata/query.ts'
import { readSelection } from '../../odata/selection.ts'
import { type Expander, writeEntity } from '../../odata/write-entity.ts'

/** How pages of Outlook's changes are cut, and that its things are known by their ids of the moment. */
export const outlookPages = { pageSize: 10, largestPage: 1000, identity: 'place' } as const

/** An answer to a query option that change tracking does not take. */
export function invalidUrlQuery(message: string): Problem {
  return { status: 400, code: 'ErrorInvalidUrlQuery', message }
}

/** Refuses a request that uses one of the options which change tracking over a resource does not take. */
export function refuseOptions(call: Call, resource: string, options: readonly SystemOption[]): void {
  if (options.every((option) => call.query.option(option) === undefined)) return
  const names = options.map((option) => `$${option}`).join(', ')
  refuse(
    invalidUrlQuery(
      `The following parameters are not supported with change tracking over the '${resource}' resource: '${names}'.`,
    ),
  )
}

/** Writes rows as change tracking does: each says its type, and what has gone says why. */
export function outlookChanges<row>(
  call: Call,
  entity: Entity<row>,
  { idOf, expand = {} }: OutlookChanges<row>,
): Pick<DeltaSource<row>, 'context' | 'present' | 'absent'> {
  const selection = readSelection(call.query, entity, Object.keys(expand))
  const type = { '@odata.type': `#microsoft.graph.${entity.name}` }
  return {
    context: `Collection(${entity.name})`,
    present: (row) => ({ ...type, ...writeEntity(row, entity, selection, call.view, expand) }),
    absent: (change) => ({ ...type, id: idOf(change), '@removed': { reason: 'deleted' } }),
  }
}

/** What {@link outlookChanges} has to be told of a type of rows. */
export interface OutlookChanges<row> {
  /** The id by which a client knows what has gone. */
  idOf(change: Parameters<DeltaSource<row>['absent']>[0]): string
  readonly expand?: Readonly<Record<string, Expander<row>>>
}
