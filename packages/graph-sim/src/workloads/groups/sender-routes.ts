import { directoryObjectNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { noContent } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import type { Permissions, Route } from '../../routing/route.ts'
import { idIn } from '../directory-objects/reference-body.ts'
import { referenceRoutes } from '../directory-objects/reference-list.ts'
import { type DirectoryObject, type Group, isUnified } from './group.ts'
import { groupRefusal } from './group-problems.ts'

const workload = 'directory'

const readSenders: Permissions = {
  delegated: ['Group.Read.All', 'Group.ReadWrite.All'],
  shared: ['Group.Read.All', 'Group.ReadWrite.All'],
  application: [],
}

const writeSenders: Permissions = {
  delegated: ['Group.ReadWrite.All'],
  shared: ['Group.ReadWrite.All'],
  application: [],
}

type SenderList = 'acceptedSenders' | 'rejectedSenders'

/** Whose mail a Microsoft 365 group takes and whose it does not; nobody can be in both lists. */
export const senderRoutes: readonly Route[] = [
  ...routesOf('acceptedSenders', 'rejectedSenders'),
  ...routesOf('rejectedSenders', 'acceptedSenders'),
]

function routesOf(list: SenderList, other: SenderList): readonly Route[] {
  const path = `/groups/{group}/${list}`
  return [
    ...referenceRoutes({
      paths: [path],
      permissions: readSenders,
      rows: (call) => groupOf(call)[list] ?? [],
    }),
    {
      method: 'POST',
      paths: [`${path}/$ref`],
      workload,
      permissions: writeSenders,
      answer(call) {
        const group = groupOf(call)
        const sender = referred(call, member(readJson(call), '@odata.id'))
        if (group[other]?.includes(sender))
          refuse(groupRefusal(`The sender is in '${other}' already, and cannot be in both lists.`))
        group[list] = [...new Set([...(group[list] ?? []), sender])]
        return noContent
      },
    },
    {
      method: 'DELETE',
      paths: [`${path}/$ref`],
      workload,
      permissions: writeSenders,
      answer(call) {
        const group = groupOf(call)
        const sender = referred(call, call.query.parameter('$id') ?? call.query.parameter('@id'))
        if (!group[list]?.includes(sender)) refuse(directoryObjectNotFound(sender.id))
        group[list] = group[list].filter((each) => each !== sender)
        return noContent
      },
    },
  ]
}

function groupOf(call: Call): Group {
  const group = call.tenant.groups().find(call.params['group'] ?? '')
  return isUnified(group) ? group : refuse(groupRefusal('Only Microsoft 365 groups have lists of senders.'))
}

function referred(call: Call, reference: unknown): DirectoryObject {
  return call.tenant.groups().findObject(idIn(String(reference ?? '')))
}
