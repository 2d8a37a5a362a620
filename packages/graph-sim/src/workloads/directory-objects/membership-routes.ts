import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { type Answer, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { isObject, member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import type { Route } from '../../routing/route.ts'
import { groupRefusal } from '../groups/group-problems.ts'
import { type AnyObject, isAnyGroup } from './any-object.ts'
import { findObject } from './find-object.ts'
import { allMembershipsOf } from './memberships.ts'
import { readMemberGroups } from './object-permissions.ts'

const others = ['object', 'servicePrincipal', 'device', 'contact'] as const
const owners = [
  '/users/{user}',
  '/groups/{group}',
  '/directoryObjects/{object}',
  '/servicePrincipals/{servicePrincipal}',
  '/devices/{device}',
  '/contacts/{contact}',
]

/** How many ids can be checked in one request. */
const most = { groupIds: 20, ids: 20 } as const

/** The ids of the groups, roles and units that something is in, directly or not. */
export const membershipRoutes: readonly Route[] = [
  post('getMemberGroups', (call) => idsOf(call, inGroups(call).filter(wanted(call)))),
  post('getMemberObjects', (call) =>
    idsOf(call, allMembershipsOf(call.tenant, subjectOf(call)).filter(wanted(call))),
  ),
  post('checkMemberGroups', (call) => checked(call, inGroups(call), 'groupIds')),
  post('checkMemberObjects', (call) => checked(call, allMembershipsOf(call.tenant, subjectOf(call)), 'ids')),
]

function post(name: string, answer: (call: Call) => Answer): Route {
  return {
    method: 'POST',
    paths: owners.map((owner) => `${owner}/${name}`),
    workload: 'directory',
    permissions: readMemberGroups,
    answer,
  }
}

function inGroups(call: Call): readonly AnyObject[] {
  return allMembershipsOf(call.tenant, subjectOf(call)).filter(isAnyGroup)
}

/** Whose memberships a path asks about. */
function subjectOf(call: Call): AnyObject {
  const { user, group } = call.params
  if (user !== undefined) return call.user
  if (group !== undefined) return call.tenant.groups().find(group)
  const id = others.map((name) => call.params[name]).find((value) => value !== undefined)
  return findObject(call.tenant, id ?? '')
}

function wanted(call: Call): (object: AnyObject) => boolean {
  const securityOnly = member(readJson(call), 'securityEnabledOnly')
  if (securityOnly !== undefined && typeof securityOnly !== 'boolean')
    refuse(badRequest("The parameter 'securityEnabledOnly' has to be true or false."))
  return (object) => securityOnly !== true || !isAnyGroup(object) || object.securityEnabled
}

function checked(call: Call, own: readonly AnyObject[], name: keyof typeof most): Answer {
  const json = readJson(call)
  const asked = isObject(json) ? member(json, name) : undefined
  if (!Array.isArray(asked)) refuse(badRequest(`'${name}' must be a list of ids.`))
  if (asked.length > most[name])
    refuse(groupRefusal(`No more than ${most[name]} ids can be checked in one request.`))
  const ids = new Set(own.map(({ id }) => id))
  const found = asked.map((id) => String(id).toLowerCase()).filter((id) => ids.has(id))
  return answerIds(call, found)
}

function idsOf(call: Call, objects: readonly AnyObject[]): Answer {
  return answerIds(
    call,
    objects.map(({ id }) => id),
  )
}

function answerIds(call: Call, value: readonly string[]): Answer {
  return ok({ '@odata.context': `${call.base}/$metadata#Collection(Edm.String)`, value })
}
