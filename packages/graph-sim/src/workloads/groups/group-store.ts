import { type ChangeTeller, untold } from '../../change-feed/change-feed.ts'
import { directoryObjectNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Random } from '../../random/random.ts'
import type { Clock } from '../../tenant/clock.ts'
import { timestamp } from '../../time/timestamp.ts'
import type { Directory } from '../directory/directory.ts'
import { securityIdentifierOf } from '../directory/security-identifier.ts'
import type { User } from '../directory/user.ts'
import { type DirectoryObject, type Group, type GroupContent, isGroup, isUnified } from './group.ts'
import { groupRefusal } from './group-problems.ts'

/** The groups of a tenant. */
export interface GroupStore {
  /** In the order of their display names. */
  readonly all: readonly Group[]
  /** By id; refuses what is no GUID, and what names nothing. */
  find(id: string): Group
  /** A user or a group by id; refuses what names nothing. */
  findObject(id: string): DirectoryObject
  add(content: GroupContent, people: GroupPeople): Group
  /** Notes that a group has changed. */
  changed(group: Group): void
  /** Makes people members and owners of a group. */
  admit(group: Group, people: GroupPeople): void
  /** Takes a member or an owner from a group; returns whether there was such a one. */
  dismiss(group: Group, role: GroupRole, object: DirectoryObject): boolean
  /** Deletes a group: a Microsoft 365 group can be brought back for 30 days, others are gone. */
  remove(group: Group): void
  /** The Microsoft 365 groups that were deleted in the last 30 days, the earliest first. */
  readonly deleted: readonly Group[]
  /** Brings a group back from the deleted ones. */
  restore(group: Group): void
  /** Takes a group out of the deleted ones for good. */
  purge(group: Group): void
  /** The groups that something is a direct member of. */
  groupsOf(member: DirectoryObject): readonly Group[]
  /** The groups that something is in, directly or through another. */
  allGroupsOf(member: DirectoryObject): readonly Group[]
  /** Whether the search index and Teams know a group yet. */
  isReplicated(group: Group): boolean
}

/** What somebody is in a group, by the property that lists them. */
export type GroupRole = 'members' | 'owners'

/** That somebody is in a group. */
export interface Membership {
  readonly group: Group
  readonly object: DirectoryObject
}

/** Who is in a new group, and since when it exists. */
export interface GroupPeople {
  readonly members: readonly DirectoryObject[]
  readonly owners: readonly User[]
  /** In milliseconds; now when left out. */
  readonly createdAt?: number
}

/** What a store of groups is made of. */
export interface GroupBasis {
  readonly clock: Clock
  readonly random: Random
  readonly domain: string
  readonly directory: Directory
  /** How long, in milliseconds, a new group is unknown to the search index and to Teams. */
  readonly delay: number
  /** Whom to tell of changes; nobody when left out. */
  readonly tell?: ChangeTeller<Group>
  /** Whom to tell of people who come and go; nobody when left out. */
  readonly tellMembership?: ChangeTeller<Membership>
}

const retention = 30 * 86_400_000

/** Creates an empty store of groups. */
export function createGroupStore(basis: GroupBasis): GroupStore {
  const { clock, directory, delay, tell = untold, tellMembership = untold } = basis
  let all: readonly Group[] = []
  let deleted: readonly Group[] = []
  const byId = new Map<string, Group>()
  const insert = (group: Group): void => {
    byId.set(group.id, group)
    all = [...all, group].toSorted((a, b) => a.displayName.localeCompare(b.displayName, 'en'))
    tell.created(group)
  }
  const forget = (group: Group): void => {
    deleted = deleted.filter((each) => each !== group)
  }
  const groupsOf = (member: DirectoryObject): readonly Group[] =>
    all.filter(({ members }) => members.includes(member))

  return {
    get all() {
      return all
    },
    groupsOf,
    allGroupsOf: (member) => reach(member, groupsOf),
    isReplicated: ({ createdAt }) => clock.now() >= createdAt + delay,
    find: (id) => byId.get(requireGuid(id).toLowerCase()) ?? refuse(directoryObjectNotFound(id)),
    findObject: (id) =>
      byId.get(id.toLowerCase()) ?? directory.find(id) ?? refuse(directoryObjectNotFound(id)),
    add(content, people) {
      const group = newGroup(content, people, basis)
      insert(group)
      return group
    },
    changed: (group) => tell.updated(group),
    admit(group, { members, owners }) {
      const [newMembers, newOwners] = [[...new Set(members)], [...new Set(owners)]]
      const known = new Set(peopleIn(group))
      group.members.push(...newMembers)
      group.owners.push(...newOwners)
      const facts = { ...delta('members', newMembers), ...delta('owners', newOwners) }
      if (Object.keys(facts).length > 0) tell.updated(group, facts)
      for (const object of peopleIn(group))
        if (!known.has(object)) tellMembership.created({ group, object })
        else if ([...newMembers, ...newOwners].includes(object)) tellMembership.updated({ group, object })
    },
    dismiss(group, role, object) {
      const list: DirectoryObject[] = group[role]
      const at = list.indexOf(object)
      if (at < 0) return false
      const other: readonly DirectoryObject[] = group[role === 'members' ? 'owners' : 'members']
      if (other.includes(object)) tellMembership.updated({ group, object })
      else tellMembership.deleted({ group, object })
      list.splice(at, 1)
      tell.updated(group, { [`${role}@delta`]: [{ id: object.id, '@removed': 'deleted' }] })
      return true
    },
    remove(group) {
      byId.delete(group.id)
      all = all.filter((other) => other !== group)
      for (const { members } of all) if (members.includes(group)) members.splice(members.indexOf(group), 1)
      if (!isUnified(group)) {
        tell.deleted(group)
        return
      }
      group.deletedDateTime = timestamp(clock.now())
      deleted = [...deleted, group]
      tell.updated(group)
    },
    get deleted() {
      return deleted.filter(
        ({ deletedDateTime = '' }) => Date.parse(deletedDateTime) + retention > clock.now(),
      )
    },
    restore(group) {
      forget(group)
      delete group.deletedDateTime
      insert(group)
    },
    purge(group) {
      tell.deleted(group)
      forget(group)
    },
  }
}

/** Those who have come to a group, as a notification about it lists them. */
function delta(role: GroupRole, objects: readonly DirectoryObject[]): Readonly<Record<string, unknown>> {
  return objects.length === 0 ? {} : { [`${role}@delta`]: objects.map(({ id }) => ({ id })) }
}

function peopleIn({ members, owners }: Group): ReadonlySet<DirectoryObject> {
  return new Set([...members, ...owners])
}

/** The people and groups that are in a group, directly or through another. */
export function allMembersOf(group: Group): readonly DirectoryObject[] {
  return reach(group, (object) => (isGroup(object) ? object.members : []))
}

/** Everything that is reached from a beginning, each once and the nearest first. */
function reach<found extends DirectoryObject>(
  from: DirectoryObject,
  next: (object: DirectoryObject) => readonly found[],
): readonly found[] {
  const seen = new Set(next(from))
  for (const object of seen) for (const further of next(object)) seen.add(further)
  return [...seen]
}

function newGroup(content: GroupContent, people: GroupPeople, { clock, random, domain }: GroupBasis): Group {
  const createdAt = people.createdAt ?? clock.now()
  const mail = content.mailEnabled ? `${content.mailNickname}@${domain}` : null
  const created = timestamp(createdAt)
  const id = random.guid()
  return {
    ...content,
    id,
    createdDateTime: created,
    renewedDateTime: created,
    mail,
    proxyAddresses: mail === null ? [] : [`SMTP:${mail}`],
    securityIdentifier: securityIdentifierOf(id),
    resourceProvisioningOptions: [],
    createdAt,
    members: [...new Set(people.members)],
    owners: [...new Set(people.owners)],
  }
}

function requireGuid(id: string): string {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)
    ? id
    : refuse(groupRefusal(`Invalid object identifier '${id.slice(0, 100)}'.`))
}
