import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import type { User } from '../directory/user.ts'
import { type Group, isUnified } from '../groups/group.ts'
import { referencedId } from '../groups/group-from.ts'
import { alreadyTeam, groupNotReplicated } from './team-problems.ts'

/** Somebody whom a client names as a member, and whether as an owner. */
export interface NamedMember {
  readonly user: User
  readonly owner: boolean
}

/** What a team has from its group, so that a request that names the group cannot say it. */
const ofTheGroup = ['displayName', 'visibility', 'specialization', 'members']

/** The group of a new team: the one that `group@odata.bind` names, or one that is made for it. */
export function groupForTeam(call: Call, json: JsonObject): Group {
  if (typeof member(json, 'template@odata.bind') !== 'string')
    refuse(badRequest("A new team needs 'template@odata.bind'."))
  const store = call.tenant.groups()
  const bound = member(json, 'group@odata.bind')
  if (bound !== undefined) {
    const doubled = ofTheGroup.find((name) => member(json, name) !== undefined)
    if (doubled !== undefined) refuse(badRequest(`'${doubled}' comes from the group and cannot be given.`))
    return requireTeamless(call, store.find(referencedId(bound)))
  }
  const displayName = member(json, 'displayName')
  if (typeof displayName !== 'string' || displayName.trim() === '')
    refuse(badRequest('A new team needs a displayName.'))
  const named = membersFrom(call, json)
  const owners = ownersAmong(call, named)
  const content = contentOf(call, displayName, json)
  return store.add(content, { members: [...owners, ...named.map(({ user }) => user)], owners })
}

/** The content of the group that is made for a team; private when the request says so. */
export function contentOf(call: Call, displayName: string, json: JsonObject): Parameters<GroupAdd>[0] {
  const description = member(json, 'description')
  const classification = member(json, 'classification')
  return {
    displayName,
    description: typeof description === 'string' ? description : null,
    mailNickname: freeNickname(displayName, call.tenant.groups().all),
    mailEnabled: true,
    securityEnabled: false,
    groupTypes: ['Unified'],
    visibility: String(member(json, 'visibility')).toLowerCase() === 'private' ? 'Private' : 'Public',
    classification: typeof classification === 'string' ? classification : null,
    preferredLanguage: null,
  }
}

type GroupAdd = ReturnType<Call['tenant']['groups']>['add']

/** Refuses a group that Teams does not know yet, that has a team, or that cannot have one (Graph rule 37). */
export function requireTeamless(call: Call, group: Group): Group {
  if (!call.tenant.groups().isReplicated(group)) refuse(groupNotReplicated)
  if (call.tenant.teams().has(group)) refuse(alreadyTeam)
  if (!isUnified(group)) refuse(badRequest('Only a Microsoft 365 group can have a team.'))
  if (group.owners.length === 0) refuse(badRequest('A group needs an owner before it can have a team.'))
  return group
}

/** Reads one member out of a request; refuses users that do not exist. */
export function memberFrom(call: Call, json: JsonObject): NamedMember {
  const reference = member(json, 'user@odata.bind')
  const object =
    typeof reference === 'string'
      ? call.tenant.groups().findObject(referencedId(reference))
      : refuse(badRequest("A member needs 'user@odata.bind'."))
  if (!('userPrincipalName' in object)) refuse(badRequest('Only users can be members here.'))
  return { user: object, owner: rolesFrom(json).includes('owner') }
}

/** Reads the roles of a member; refuses others than the owner's and a guest's. */
export function rolesFrom(json: JsonObject): readonly string[] {
  const roles = member(json, 'roles') ?? []
  if (!Array.isArray(roles) || !roles.every((role) => role === 'owner' || role === 'guest'))
    return refuse(badRequest("The roles of a member are 'owner', 'guest' or none."))
  return roles
}

/** Reads the list of members in a request; refuses users that do not exist. */
export function membersFrom(call: Call, json: JsonObject): readonly NamedMember[] {
  const list = member(json, 'members') ?? []
  if (!Array.isArray(list) || !list.every(isObject))
    refuse(badRequest("'members' must be a list of members."))
  return list.map((each) => memberFrom(call, each))
}

/** The signed-in user owns a new team; an app has to name an owner. */
function ownersAmong({ principal }: Call, members: readonly NamedMember[]): readonly User[] {
  const owners = members.filter(({ owner }) => owner).map(({ user }) => user)
  if (principal.kind === 'delegated') return [...new Set([principal.user, ...owners])]
  return owners.length > 0
    ? owners
    : refuse(badRequest('A team owner must be provided when creating a team in application context.'))
}

function freeNickname(displayName: string, groups: readonly Group[]): string {
  const wanted = displayName.replace(/[^A-Za-z0-9-]/g, '').slice(0, 50) || 'team'
  const taken = new Set(groups.map(({ mailNickname }) => mailNickname.toLowerCase()))
  let nickname = wanted
  for (let i = 2; taken.has(nickname.toLowerCase()); i++) nickname = `${wanted}${i}`
  return nickname
}
