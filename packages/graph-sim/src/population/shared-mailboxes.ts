import type { Random } from '../random/random.ts'
import type { User } from '../workloads/directory/user.ts'
import { companyName } from './company.ts'

/** A mailbox that several people open, and those people. */
export interface SharedMailbox {
  readonly user: User
  readonly members: readonly User[]
}

const purposes: readonly (readonly [name: string, alias: string])[] = [
  ['Customer Support', 'support'],
  ['Project Office', 'projects'],
  ['Invoices', 'invoices'],
  ['Info', 'info'],
  ['Jobs', 'jobs'],
]

/** Makes mailboxes without a licence and with a disabled account; the main user, the second of the people, opens the first. */
export function makeSharedMailboxes(
  random: Random,
  domain: string,
  people: readonly User[],
  count: number,
): readonly SharedMailbox[] {
  return Array.from({ length: count }, (_, i) => {
    const [name = '', alias = ''] = purposes[i % purposes.length] ?? []
    const round = Math.floor(i / purposes.length)
    const number = round === 0 ? '' : String(round + 1)
    const user = sharedUser(random, `${name} ${number}`.trim(), `${alias}${number}`, domain)
    const others = people.filter((_person, place) => place !== 1 && random.chance(0.25))
    const [, main] = people
    return { user, members: i === 0 && main !== undefined ? [main, ...others] : others }
  })
}

function sharedUser(random: Random, displayName: string, alias: string, domain: string): User {
  const address = `${alias}@${domain}`
  return {
    id: random.guid(),
    userPrincipalName: address,
    displayName,
    givenName: null,
    surname: null,
    mail: address,
    mailNickname: alias,
    jobTitle: null,
    department: null,
    officeLocation: null,
    companyName,
    city: null,
    country: null,
    usageLocation: null,
    employeeId: null,
    businessPhones: [],
    mobilePhone: null,
    preferredLanguage: null,
    accountEnabled: false,
    userType: 'Member',
    purpose: 'shared',
    createdDateTime: `20${random.int(16, 24)}-0${random.int(1, 9)}-${random.int(10, 28)}T09:${random.int(10, 59)}:00Z`,
    proxyAddresses: [`SMTP:${address}`],
    timeZone: 'W. Europe Standard Time',
    managerId: undefined,
    assignedLicenses: [],
  }
}
