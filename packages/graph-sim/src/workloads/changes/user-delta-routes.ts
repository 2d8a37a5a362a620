import { answerDelta, type DeltaSource } from '../../delta/answer-delta.ts'
import { directoryDelta } from '../../delta/delta-dress.ts'
import { notSimulated, unsupportedDirectoryQuery } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import type { SystemOption } from '../../odata/query.ts'
import { readSelection, selectionSuffix } from '../../odata/selection.ts'
import { writeEntity } from '../../odata/write-entity.ts'
import type { Route } from '../../routing/route.ts'
import type { User } from '../directory/user.ts'
import { userEntity } from '../directory/user-entity.ts'
import { readUserChanges } from './change-permissions.ts'

const unsupported: readonly SystemOption[] = ['top', 'orderby', 'expand', 'search', 'skip']
const mostIds = 50

/** Changes of users. */
export const userDeltaRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: ['/users/delta', '/users/delta()'],
    workload: 'directory',
    permissions: readUserChanges,
    answer(call) {
      if (/\breturn\s*=\s*"?minimal/i.test(call.headers.get('prefer') ?? ''))
        refuse(notSimulated('Prefer: return=minimal on /users/delta'))
      return answerDelta(call, directoryDelta, userChanges)
    },
  },
]

/** Graph rule 22; with `$select` only changes of those properties count. */
function userChanges(call: Call): DeltaSource<User> {
  const bad = unsupported.find((option) => call.query.option(option) !== undefined)
  if (bad !== undefined)
    refuse(unsupportedDirectoryQuery(`The query parameter '$${bad}' is not supported with delta.`))
  const { directory } = call.tenant
  const selection = readSelection(call.query, userEntity, [])
  const deleted = new Set(directory.deleted.map(({ user }) => user))
  const wanted = readIds(call)
  const removed = (user: User, reason: 'changed' | 'deleted'): Record<string, unknown> => ({
    id: user.id,
    '@removed': { reason },
  })
  return {
    owner: directory,
    aspect: `users ${selection.asked?.join(',') ?? '*'}`,
    scope: 'users',
    identity: 'key',
    context: `users${selectionSuffix(selection)}`,
    pageSize: 100,
    largestPage: 999,
    rows: [...directory.users, ...deleted],
    trace: (user) => {
      const tracked = selection.asked?.map((name) => userEntity.read(user, name, call.view)) ?? user
      return { key: user.id, place: user.id, version: JSON.stringify([deleted.has(user), tracked]) }
    },
    passes: ({ row }) => wanted === undefined || wanted.has(row.id.toLowerCase()),
    present(user, { kind }) {
      if (deleted.has(user)) return kind === 'created' ? undefined : removed(user, 'changed')
      return { ...writeEntity(user, userEntity, selection, call.view), id: user.id }
    },
    absent: ({ row }) => removed(row, 'deleted'),
  }
}

/** The users that a filter names by their ids; `undefined` without a filter. */
function readIds(call: Call): ReadonlySet<string> | undefined {
  const filter = call.query.option('filter')
  if (filter === undefined) return undefined
  const parts = filter.trim().split(/\s+or\s+/i)
  const ids = parts.map((part) => /^\(?\s*id\s+eq\s+'([^']*)'\s*\)?$/i.exec(part)?.[1]?.toLowerCase())
  const known = ids.filter((id) => id !== undefined)
  if (known.length < parts.length)
    refuse(unsupportedDirectoryQuery('Only filters on id are supported with delta.'))
  if (known.length > mostIds)
    refuse(unsupportedDirectoryQuery(`A delta filter may name ${mostIds} ids at most.`))
  return new Set(known)
}
