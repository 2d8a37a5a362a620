import type { Random } from '../random/random.ts'
import { blankUser } from '../workloads/directory/blank-user.ts'
import type { User } from '../workloads/directory/user.ts'
import { guestDetails } from '../workloads/users-admin/invite-guest.ts'
import { outsiders } from './company.ts'

/** Makes guests of people outside: their address is elsewhere, and they have neither a licence nor a mailbox here. */
export function makeGuests(random: Random, domain: string, count: number): readonly User[] {
  return Array.from({ length: count }, (_, i) => makeGuest(random, domain, i))
}

function makeGuest(random: Random, domain: string, i: number): User {
  const person = outsiders[i % outsiders.length]
  if (person === undefined) throw new RangeError('There is nobody outside')
  const round = Math.floor(i / outsiders.length)
  const address = round === 0 ? person.address : person.address.replace('@', `${round + 1}@`)
  const alias = `${address.replace('@', '_')}#EXT#`
  const since = `20${random.int(20, 24)}-0${random.int(1, 9)}-${random.int(10, 28)}T10:${random.int(10, 59)}:00Z`
  return {
    ...blankUser,
    ...guestDetails(address, 'Accepted', since),
    id: random.guid(),
    userPrincipalName: `${alias}@${domain}`,
    displayName: round === 0 ? person.name : `${person.name} ${round + 1}`,
    mail: address,
    mailNickname: alias,
    companyName: person.company,
    userType: 'Guest',
    createdDateTime: since,
    proxyAddresses: [`SMTP:${address}`],
  }
}
