import { type ChangeTeller, untold } from '../../change-feed/change-feed.ts'
import type { Clock } from '../../tenant/clock.ts'
import type { User } from './user.ts'

/** Somebody who was deleted, and when, in milliseconds since the epoch; there is a way back for 30 days. */
export interface DeletedUser {
  readonly user: User
  readonly at: number
}

/** The people of a tenant, found by any name that Graph takes in a path. */
export interface Directory {
  /** In the order of their display names; without those who are too new to be found. */
  readonly users: readonly User[]
  /** Who was deleted in the last 30 days, the earliest first. */
  readonly deleted: readonly DeletedUser[]
  /** By id, user principal name or, for mail, any address; in any casing. */
  find(name: string): User | undefined
  directReports(user: User): readonly User[]
  /** Whether a name is taken, by somebody too new to be found as well. */
  isTaken(name: string): boolean
  /** Takes somebody in whom reads find at once. */
  admit(user: User): void
  /** Takes somebody in; reads find them after the delay for users. */
  add(user: User): void
  /** Notes that somebody has changed, and finds people by their names of now. */
  changed(user: User): void
  /** Moves somebody to the deleted ones. */
  remove(user: User): void
  /** Brings somebody back from the deleted ones. */
  restore(user: User): void
  /** Takes somebody out of the deleted ones for good. */
  purge(user: User): void
}

const retention = 30 * 86_400_000

/** Creates the directory of the given people; new ones are found `delay` milliseconds later. */
export function createDirectory(
  people: readonly User[],
  clock: Clock,
  delay: number,
  tell: ChangeTeller<User> = untold,
): Directory {
  const present = [...people]
  const knownFrom = new Map<User, number>()
  let deleted: readonly DeletedUser[] = []
  let sorted: readonly User[] = []
  let byName: ReadonlyMap<string, User> = new Map()
  const isKnown = (user: User): boolean => (knownFrom.get(user) ?? 0) <= clock.now()
  const refresh = (): void => {
    byName = namesIn(present)
    sorted = present.toSorted((a, b) => a.displayName.localeCompare(b.displayName, 'en'))
  }
  const purge = (user: User): void => {
    deleted = deleted.filter((entry) => entry.user !== user)
  }
  refresh()

  return {
    get users() {
      return knownFrom.size === 0 ? sorted : sorted.filter(isKnown)
    },
    get deleted() {
      return deleted.filter(({ at }) => at + retention > clock.now())
    },
    find(name) {
      const user = byName.get(name.toLowerCase())
      return user !== undefined && isKnown(user) ? user : undefined
    },
    directReports: (user) => present.filter((each) => each.managerId === user.id && isKnown(each)),
    isTaken: (name) => byName.has(name.toLowerCase()),
    admit(user) {
      present.push(user)
      refresh()
      tell.created(user)
    },
    add(user) {
      present.push(user)
      knownFrom.set(user, clock.now() + delay)
      refresh()
      tell.created(user)
    },
    changed(user) {
      refresh()
      tell.updated(user)
    },
    remove(user) {
      present.splice(present.indexOf(user), 1)
      deleted = [...deleted, { user, at: clock.now() }]
      refresh()
      tell.updated(user)
    },
    restore(user) {
      purge(user)
      present.push(user)
      refresh()
      tell.created(user)
    },
    purge(user) {
      purge(user)
      tell.deleted(user)
    },
  }
}

function namesIn(people: readonly User[]): ReadonlyMap<string, User> {
  return new Map(people.flatMap((user) => namesOf(user).map((name) => [name.toLowerCase(), user] as const)))
}

function namesOf(user: User): readonly string[] {
  const addresses = user.proxyAddresses.map((address) => address.replace(/^smtp:/i, ''))
  return [...addresses, user.id, user.userPrincipalName, ...(user.mail === null ? [] : [user.mail])]
}
