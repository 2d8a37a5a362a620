import type { Random } from '../random/random.ts'
import type { User } from '../workloads/directory/user.ts'
import type { Group, GroupContent } from '../workloads/groups/group.ts'
import type { GroupStore } from '../workloads/groups/group-store.ts'
import type { Days } from './calendar-days.ts'
import { companyName, departments, projects } from './company.ts'

/** What groups are made from. */
export interface GroupSource {
  readonly random: Random
  readonly days: Days
  /** The first leads the company, the second is the main user. */
  readonly users: readonly User[]
}

/** Fills a tenant's groups: everybody, the departments, those who build things, and the projects with their teams. */
export function makeGroups(store: GroupStore, { random, days, users }: GroupSource): void {
  const [head, me = head] = users
  if (head === undefined || me === undefined) return
  const since = (): number => days.at(random.int(90, 900), random.next())
  store.add(unified('All Company', 'allcompany', `Everybody at ${companyName}`, 'Public'), {
    members: users,
    owners: [head],
    createdAt: since(),
  })
  const technical = departments.flatMap(({ name }): readonly Group[] => {
    const members = users.filter(({ department }) => department === name)
    const people = { members, owners: [], createdAt: since() }
    const group = store.add(security(`${name} Staff`, `${name.toLowerCase()}-staff`), people)
    return ['Engineering', 'IT', 'Operations'].includes(name) ? [group] : []
  })
  store.add(security('Technical Staff', 'technical-staff'), {
    members: technical,
    owners: [head],
    createdAt: since(),
  })
  for (const [i, { name, about }] of projects.entries()) {
    const others = users.filter((user) => user !== me && random.chance(0.4))
    const members = i < 5 ? [me, ...others] : [head, ...others.filter((user) => user !== head)]
    const content = unified(`Project ${name}`, `project-${name.toLowerCase()}`, about, 'Private')
    const owners = [i % 2 === 0 ? (members[0] ?? head) : (members.at(-1) ?? head)]
    const group = store.add(content, { members, owners, createdAt: since() })
    if (i % 4 !== 3) group.resourceProvisioningOptions = ['Team']
  }
}

function unified(
  displayName: string,
  mailNickname: string,
  about: string,
  visibility: 'Public' | 'Private',
): GroupContent {
  const description = about.charAt(0).toUpperCase() + about.slice(1)
  return {
    ...security(displayName, mailNickname),
    description,
    mailEnabled: true,
    securityEnabled: false,
    groupTypes: ['Unified'],
    visibility,
  }
}

function security(displayName: string, mailNickname: string): GroupContent {
  return {
    displayName,
    description: null,
    mailNickname,
    mailEnabled: false,
    securityEnabled: true,
    groupTypes: [],
    visibility: null,
    classification: null,
    preferredLanguage: null,
  }
}
