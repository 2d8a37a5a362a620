import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import type { JsonObject } from '../../gateway/parse-json.ts'
import type { User } from '../directory/user.ts'
import { type DirectoryObject, type Group, isGroup, isUnified } from './group.ts'
import { boundIds } from './group-from.ts'
import { alreadyReferenced, groupRefusal, lastOwner } from './group-problems.ts'
import type { GroupPeople, GroupStore } from './group-store.ts'

/**
 * The people that a request body binds as members and owners; refuses ids that name nothing.
 *
 * Without owners, the signed-in user becomes the owner of a new group.
 */
export function boundPeople(call: Call, json: JsonObject): GroupPeople {
  const store = call.tenant.groups()
  const members = boundIds(json, 'members').map((id) => store.findObject(id))
  const owners = boundIds(json, 'owners').map((id) => requireUser(store.findObject(id)))
  const { principal, method } = call
  const creator = method === 'POST' && principal.kind === 'delegated' ? [principal.user] : []
  return { members, owners: owners.length === 0 ? creator : owners }
}

/** Refuses members and owners that a group has already or cannot have. */
export function checkReferences(group: Referring, { members, owners }: GroupPeople): void {
  for (const member of members) checkMember(group, member)
  if (owners.some((owner) => group.owners.includes(owner))) refuse(alreadyReferenced('owners'))
}

/** Adds members and owners to a group; refuses, before anything is changed, those that are there already. */
export function addReferences(store: GroupStore, group: Group, people: GroupPeople): void {
  checkReferences(group, people)
  store.admit(group, people)
}

/** Takes a member out of a group; returns whether there was such a one. */
export function removeMember(store: GroupStore, group: Group, member: DirectoryObject): boolean {
  return store.dismiss(group, 'members', member)
}

/** Takes an owner from a group; a Microsoft 365 group's last one is refused. */
export function removeOwner(store: GroupStore, group: Group, owner: DirectoryObject): boolean {
  if (isUnified(group) && group.owners.length === 1 && group.owners[0] === owner) refuse(lastOwner)
  return store.dismiss(group, 'owners', owner)
}

type Referring = Pick<Group, 'groupTypes' | 'members' | 'owners'>

/** An owner must be a user. */
export function requireUser(object: DirectoryObject): User {
  return isGroup(object) ? refuse(groupRefusal('A group cannot own a group.')) : object
}

function checkMember(group: Referring, member: DirectoryObject): void {
  if (group.members.includes(member)) refuse(alreadyReferenced('members'))
  if (isUnified(group) && isGroup(member))
    refuse(groupRefusal('A group cannot be a member of a Microsoft 365 group.'))
}
