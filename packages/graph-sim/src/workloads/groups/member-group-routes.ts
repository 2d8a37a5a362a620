import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { type Answer, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import type { Route } from '../../routing/route.ts'
import { readMemberGroups } from './group-permissions.ts'
import { groupRefusal } from './group-problems.ts'

const workload = 'directory'

/** The ids of the groups that somebody is in, directly or not. */
export const memberGroupRoutes: readonly Route[] = [
  {
    method: 'POST',
    paths: ['/users/{user}/getMemberGroups'],
    workload,
    permissions: readMemberGroups,
    answer(call) {
      const securityOnly = member(readJson(call), 'securityEnabledOnly') === true
      const groups = call.tenant.groups().allGroupsOf(call.user)
      return idsOf(
        call,
        groups.filter(({ securityEnabled }) => securityEnabled || !securityOnly).map(({ id }) => id),
      )
    },
  },
  {
    method: 'POST',
    paths: ['/users/{user}/checkMemberGroups'],
    workload,
    permissions: readMemberGroups,
    answer(call) {
      const asked = member(readJson(call), 'groupIds')
      if (!Array.isArray(asked)) refuse(badRequest("'groupIds' must be a list of ids of groups."))
      if (asked.length > 20) refuse(groupRefusal('No more than 20 groups can be checked in one request.'))
      const own = new Set(
        call.tenant
          .groups()
          .allGroupsOf(call.user)
          .map(({ id }) => id),
      )
      return idsOf(
        call,
        asked.filter((id) => own.has(String(id).toLowerCase())),
      )
    },
  },
]

function idsOf(call: Call, value: readonly string[]): Answer {
  return ok({ '@odata.context': `${call.base}/$metadata#Collection(Edm.String)`, value })
}
