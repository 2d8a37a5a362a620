import { answerDelta, type DeltaSource } from '../../delta/answer-delta.ts'
import { directoryDelta } from '../../delta/delta-dress.ts'
import { notSimulated } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { readSelection, selectionSuffix } from '../../odata/selection.ts'
import { writeEntity } from '../../odata/write-entity.ts'
import type { Route } from '../../routing/route.ts'
import type { User } from '../directory/user.ts'
import { userEntity } from '../directory/user-entity.ts'
import { readUserChanges } from './change-permissions.ts'
import { idsInFilter, refuseUnsupportedOptions } from './directory-delta-query.ts'

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
  refuseUnsupportedOptions(call)
  const { directory } = call.tenant
  const selection = readSelection(call.query, userEntity, [])
  const deleted = new Set(directory.deleted.map(({ user }) => user))
  const wanted = idsInFilter(call)
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
