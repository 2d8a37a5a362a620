import type { User } from './user.ts'

/** The people of a tenant, found by any name that Graph takes in a path. */
export interface Directory {
  /** In the order of their display names. */
  readonly users: readonly User[]
  /** By id, user principal name or, for mail, any address; in any casing. */
  find(name: string): User | undefined
  directReports(user: User): readonly User[]
}

/** Creates the directory of the given people. */
export function createDirectory(people: readonly User[]): Directory {
  const byName = new Map<string, User>()
  for (const user of people) for (const name of namesOf(user)) byName.set(name.toLowerCase(), user)

  return {
    users: people.toSorted((a, b) => a.displayName.localeCompare(b.displayName, 'en')),
    find: (name) => byName.get(name.toLowerCase()),
    directReports: (user) => people.filter(({ managerId }) => managerId === user.id),
  }
}

function namesOf(user: User): readonly string[] {
  const addresses = user.proxyAddresses.map((address) => address.replace(/^smtp:/i, ''))
  return [...addresses, user.id, user.userPrincipalName, ...(user.mail === null ? [] : [user.mail])]
}
