import { answerDelta, type DeltaSource } from '../../delta/answer-delta.ts'
import type { Change } from '../../delta/change-log.ts'
import { directoryDelta } from '../../delta/delta-dress.ts'
import { notSimulated } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { readSelection, selectionSuffix } from '../../odata/selection.ts'
import { writeEntity } from '../../odata/write-entity.ts'
import type { Route } from '../../routing/route.ts'
import { typeOf } from '../directory-objects/any-object.ts'
import type { DirectoryObject, Group } from '../groups/group.ts'
import { groupEntity } from '../groups/group-entity.ts'
import { readGroups } from '../groups/group-permissions.ts'
import { idsInFilter, refuseUnsupportedOptions } from './directory-delta-query.ts'

/** Changes of groups, and of who is in them. */
export const groupDeltaRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: ['/groups/delta', '/groups/delta()'],
    workload: 'directory',
    permissions: readGroups,
    answer(call) {
      if (/\breturn\s*=\s*"?minimal/i.test(call.headers.get('prefer') ?? ''))
        refuse(notSimulated('Prefer: return=minimal on /groups/delta'))
      return answerDelta(call, directoryDelta, groupChanges)
    },
  },
]

type Role = 'members' | 'owners'

/** A group, or that somebody is in one. */
interface Tracked {
  readonly group: Group
  readonly relation?: { readonly role: Role; readonly object: DirectoryObject }
}

/** Graph rule 22: without `$select` members are tracked; with it, those relations that it names. */
function groupChanges(call: Call): DeltaSource<Tracked> {
  refuseUnsupportedOptions(call)
  const store = call.tenant.groups()
  const selection = readSelection(call.query, groupEntity, [])
  const deleted = new Set(store.deleted)
  const roles = rolesIn(call)
  const wanted = idsInFilter(call)
  const removed = ({ id }: Group, reason: 'changed' | 'deleted'): Record<string, unknown> => ({
    id,
    '@removed': { reason },
  })
  let relations: ReadonlyMap<string, readonly Change<Tracked>[]> = new Map()
  return {
    owner: store,
    aspect: `groups ${selection.asked?.join(',') ?? '*'} ${roles.join(',')}`,
    scope: 'groups',
    identity: 'key',
    context: `groups${selectionSuffix(selection)}`,
    pageSize: 100,
    largestPage: 999,
    rows: [...store.all, ...deleted].flatMap((group) => trackedIn(group, deleted.has(group) ? [] : roles)),
    trace({ group, relation }) {
      if (relation !== undefined) {
        const key = `${group.id} ${relation.role} ${relation.object.id}`
        return { key, place: key, version: '' }
      }
      const names = selection.asked ?? groupEntity.defaults
      const values = names.map((name) => groupEntity.read(group, name, call.view))
      return { key: group.id, place: group.id, version: JSON.stringify([deleted.has(group), values]) }
    },
    passes: ({ row }) => wanted === undefined || wanted.has(row.group.id),
    order(changes) {
      relations = Map.groupBy(
        changes.filter(({ row }) => row.relation !== undefined),
        ({ row }) => row.group.id,
      )
      return withGroups(changes, store.all)
    },
    present({ group }, { kind }) {
      if (deleted.has(group)) return kind === 'created' ? undefined : removed(group, 'changed')
      const own = { ...writeEntity(group, groupEntity, selection, call.view), id: group.id }
      return { ...own, ...relationsOf(relations.get(group.id) ?? []) }
    },
    absent: ({ row }) => removed(row.group, 'deleted'),
  }
}

function rolesIn(call: Call): readonly Role[] {
  const asked = call.query.option('select')
  if (asked === undefined) return ['members']
  const names = asked.split(',').map((name) => name.trim().toLowerCase())
  return (['members', 'owners'] as const).filter((role) => names.includes(role))
}

function trackedIn(group: Group, roles: readonly Role[]): readonly Tracked[] {
  return [
    { group },
    ...roles.flatMap((role) => group[role].map((object) => ({ group, relation: { role, object } }))),
  ]
}

/** The changes of groups, with those in which only somebody came or went. */
function withGroups(
  changes: readonly Change<Tracked>[],
  present: readonly Group[],
): readonly Change<Tracked>[] {
  const own = changes.filter(({ row }) => row.relation === undefined)
  const known = new Set(own.map(({ place }) => place))
  const touched = new Set(changes.map(({ row }) => row.group))
  const others = [...touched].filter((group) => !known.has(group.id) && present.includes(group))
  return [
    ...own,
    ...others.map((group) => ({ kind: 'updated' as const, key: group.id, place: group.id, row: { group } })),
  ]
}

function relationsOf(changes: readonly Change<Tracked>[]): Record<string, unknown> {
  const byRole = Map.groupBy(changes, ({ row }) => row.relation?.role ?? 'members')
  return Object.fromEntries(
    [...byRole].map(([role, list]) => [
      `${role}@delta`,
      list.flatMap(({ kind, row: { relation } }) =>
        relation === undefined ? [] : [written(kind, relation.object)],
      ),
    ]),
  )
}

function written(kind: Change<Tracked>['kind'], object: DirectoryObject): Record<string, unknown> {
  return {
    '@odata.type': `#microsoft.graph.${typeOf(object)}`,
    id: object.id,
    ...(kind === 'deleted' ? { '@removed': { reason: 'deleted' } } : {}),
  }
}
