import type { Random } from '../random/random.ts'
import type { User } from '../workloads/directory/user.ts'
import { companyLicense, companyName, departments } from './company.ts'
import { type PersonName, personNames } from './names.ts'

/** Makes the people of a tenant: the first leads it, the second is the main user; the rest report to one of the first six. */
export function makePeople(random: Random, domain: string, count: number): readonly User[] {
  const ids = Array.from({ length: count }, () => random.guid())
  return ids.map((id, i) => makePerson(random, { id, i, domain, ids }))
}

interface Place {
  readonly id: string
  readonly i: number
  readonly domain: string
  readonly ids: readonly string[]
}

function makePerson(random: Random, { id, i, domain, ids }: Place): User {
  const person = nameOf(i)
  const department = i === 0 ? { name: 'Executive', titles: ['Managing Director'] } : random.pick(departments)
  const address = `${person.alias}@${domain}`
  return {
    id,
    userPrincipalName: address,
    displayName: person.display,
    givenName: person.given,
    surname: person.surname,
    mail: address,
    mailNickname: person.alias,
    jobTitle: i === 1 ? 'Head of Projects' : random.pick(department.titles),
    department: i === 1 ? 'Projects' : department.name,
    officeLocation: `${person.city.slice(0, 3).toUpperCase()}/${random.int(1, 4)}.${random.int(10, 48)}`,
    companyName,
    city: person.city,
    country: person.country,
    usageLocation: person.language.slice(-2),
    employeeId: String(1000 + i * 7),
    businessPhones: [`+47 22 ${random.int(10, 99)} ${random.int(10, 99)} ${random.int(10, 99)}`],
    mobilePhone: random.chance(0.7)
      ? `+47 9${random.int(10, 99)} ${random.int(10, 99)} ${random.int(100, 999)}`
      : null,
    preferredLanguage: person.language,
    accountEnabled: i < 4 || !random.chance(0.04),
    userType: 'Member',
    purpose: 'user',
    createdDateTime: `20${random.int(14, 23)}-0${random.int(1, 9)}-${random.int(10, 28)}T08:${random.int(10, 59)}:00Z`,
    proxyAddresses: [`SMTP:${address}`],
    timeZone: person.timeZone,
    managerId: i === 0 ? undefined : ids[i < 6 ? 0 : 1 + (i % 5)],
    assignedLicenses: [{ skuId: companyLicense, disabledPlans: [] }],
  }
}

/** Beyond the list, given names meet other surnames, with a number in the address. */
function nameOf(i: number): PersonName {
  const person = personNames[i % personNames.length]
  const round = Math.floor(i / personNames.length)
  if (person === undefined) throw new RangeError('There are no names')
  if (round === 0) return person
  const other = personNames[(i * 7 + round) % personNames.length] ?? person
  return {
    ...person,
    surname: other.surname,
    display: `${person.given} ${other.surname}`,
    alias: `${person.alias.split('.')[0]}.${other.alias.split('.').at(-1)}${round}`,
  }
}
