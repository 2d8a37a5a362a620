import { unsupportedDirectoryQuery } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { type Answer, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { answerList, countRows, type ListSource } from '../../odata/answer-list.ts'
import type { Entity } from '../../odata/entity.ts'
import { readCountWish } from '../../odata/query.ts'
import type { Permissions, Route } from '../../routing/route.ts'
import { requireEventual } from '../directory/count-users.ts'
import { searchUsers } from '../directory/search-users.ts'
import { userEntity } from '../directory/user-entity.ts'
import { groupEntity } from '../groups/group-entity.ts'
import { referenceListRules } from '../groups/group-rules.ts'
import { type AnyObject, typeOf } from './any-object.ts'
import { directoryObjectEntity } from './directory-object-entity.ts'

const workload = 'directory'

/** A list of directory objects that belong to something, e.g. the members of a group. */
export interface ReferenceList {
  /** Where the list is; the first path is the documented one. */
  readonly paths: readonly string[]
  readonly permissions: Permissions
  /** The kinds that the list can be cast to, e.g. `user`; none by default. */
  readonly casts?: readonly string[]
  /** Whether a cast is an advanced query, as it is for lists that reach through groups (Graph rule 8). */
  readonly castsAre?: 'advanced'
  rows(call: Call): readonly AnyObject[]
}

/** The routes of such a list: the list, its count, its references, and the same for each kind. */
export function referenceRoutes(list: ReferenceList): readonly Route[] {
  const { paths, permissions, casts = [] } = list
  const get = (suffix: string, answer: (call: Call) => Answer): Route => ({
    method: 'GET',
    paths: paths.map((path) => `${path}${suffix}`),
    workload,
    permissions,
    answer,
  })
  return [
    get('', (call) => answerList(call, mixedSource(list.rows(call)))),
    get('/$count', (call) => answerCount(call, mixedSource(list.rows(call)))),
    get('/$ref', (call) => answerReferences(call, list.rows(call))),
    ...casts.flatMap((kind) => [
      get(`/microsoft.graph.${kind}`, (call) => {
        if (list.castsAre === 'advanced') requireAdvanced(call)
        return answerList(call, castSource(list.rows(call), kind))
      }),
      get(`/microsoft.graph.${kind}/$count`, (call) => answerCount(call, castSource(list.rows(call), kind))),
    ]),
  ]
}

/** The source of a list of objects of any kind. */
export function mixedSource(rows: readonly AnyObject[]): ListSource<AnyObject> {
  return {
    entity: directoryObjectEntity,
    rules: referenceListRules,
    rows,
    context: 'directoryObjects',
    search: (text) => searchUsers(rows, text),
  }
}

function castSource(rows: readonly AnyObject[], kind: string): ListSource<AnyObject> {
  const own = rows.filter((object) => typeOf(object) === kind)
  return { ...mixedSource(own), entity: entityOf(kind), context: `${kind}s` }
}

/** The rows have been cast, so that the entity of their kind reads them. */
function entityOf(kind: string): Entity<AnyObject> {
  if (kind === 'user') return userEntity as Entity<AnyObject>
  if (kind === 'group') return groupEntity as Entity<AnyObject>
  return { ...directoryObjectEntity, annotations: () => ({}) }
}

function answerCount(call: Call, source: ListSource<AnyObject>): Answer {
  requireEventual(call)
  const bytes = String(countRows(call, source))
  return { status: 200, bytes, headers: { 'Content-Type': 'text/plain' } }
}

function answerReferences(call: Call, rows: readonly AnyObject[]): Answer {
  return ok({
    '@odata.context': `${call.base}/$metadata#Collection($ref)`,
    value: rows.map(({ id }) => ({ '@odata.id': `${call.base}/directoryObjects/${id}` })),
  })
}

function requireAdvanced(call: Call): void {
  const eventual = call.headers.get('consistencylevel')?.toLowerCase() === 'eventual'
  const searches = call.query.option('search') !== undefined
  if (eventual && (readCountWish(call.query) || searches)) return
  refuse(
    unsupportedDirectoryQuery(
      'The OData cast is supported with the $count=true query parameter and the ConsistencyLevel:eventual header only.',
    ),
  )
}
