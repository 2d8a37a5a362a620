import { directoryObjectNotFound, type Workload } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList, countRows, type ListSource } from '../../odata/answer-list.ts'
import type { Entity } from '../../odata/entity.ts'
import type { ListRules } from '../../odata/list-rules.ts'
import type { Expander } from '../../odata/write-entity.ts'
import type { Permissions, Route } from '../../routing/route.ts'
import { requireEventual } from '../directory/count-users.ts'

/** A collection that clients can list and open, and do nothing else with. */
export interface ReadOnlySet<row> {
  /** The path of the collection, e.g. `/domains`. */
  readonly path: string
  /** A property besides the id that a row can be found by, as in `/applications(appId='…')`; none by default. */
  readonly key?: string & keyof row
  /** A property that may stand in the path in place of the id; none by default. */
  readonly alias?: string & keyof row
  readonly workload: Workload
  readonly permissions: Permissions
  readonly rules: ListRules
  readonly entity: Entity<row>
  /** Whether there is a `/$count`, which needs `ConsistencyLevel: eventual`; not by default. */
  readonly counted?: true
  /** Finds rows by `$search`; without it `$search` does nothing. */
  readonly search?: (rows: readonly row[], text: string) => readonly row[]
  /** The set in `@odata.context`; by default the path. */
  readonly context?: string
  rows(call: Call): readonly row[]
  expand?(call: Call): Readonly<Record<string, Expander<row>>>
}

/** The routes of a collection: the list, and one row of it by its id. */
export function readOnlyRoutes<row extends { readonly id: string }>(set: ReadOnlySet<row>): readonly Route[] {
  const { path, key, workload, permissions, entity, context = path.slice(1) } = set
  const byKey = key === undefined ? [] : [`${path}(${key}={${key}})`]
  return [
    {
      method: 'GET',
      paths: [path],
      workload,
      permissions,
      answer: (call) => answerList(call, sourceOf(set, call)),
    },
    ...(set.counted === true ? [countRoute(set)] : []),
    {
      method: 'GET',
      paths: [`${path}/{${parameterOf(path)}}`, ...byKey],
      workload,
      permissions,
      answer: (call) =>
        ok(entityBody(call, { entity, row: rowOf(set, call), context, expand: set.expand?.(call) ?? {} })),
    },
  ]
}

function sourceOf<row extends { readonly id: string }>(set: ReadOnlySet<row>, call: Call): ListSource<row> {
  const { entity, rules, path, context = path.slice(1), search } = set
  const rows = set.rows(call)
  return {
    entity,
    rules,
    rows,
    context,
    expand: set.expand?.(call) ?? {},
    ...(search === undefined ? {} : { search: (text) => search(rows, text) }),
  }
}

function countRoute<row extends { readonly id: string }>(set: ReadOnlySet<row>): Route {
  const { path, workload, permissions } = set
  return {
    method: 'GET',
    paths: [`${path}/$count`],
    workload,
    permissions,
    answer(call) {
      requireEventual(call)
      const bytes = String(countRows(call, sourceOf(set, call)))
      return { status: 200, bytes, headers: { 'Content-Type': 'text/plain' } }
    },
  }
}

/** The row that a path names; refuses what names nothing. */
export function rowOf<row extends { readonly id: string }>(set: ReadOnlySet<row>, call: Call): row {
  const { key, path, alias } = set
  const id = call.params[parameterOf(path)]
  const wanted = id ?? call.params[key ?? ''] ?? ''
  const names: readonly (keyof row)[] =
    id === undefined && key !== undefined ? [key] : alias === undefined ? ['id'] : ['id', alias]
  const found = set
    .rows(call)
    .find((row) => names.some((name) => String(row[name]).toLowerCase() === wanted.toLowerCase()))
  return found ?? refuse(directoryObjectNotFound(wanted))
}

/** The parameter for one row: the last segment without the `s` of its plural. */
function parameterOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/s$/, '')
}
