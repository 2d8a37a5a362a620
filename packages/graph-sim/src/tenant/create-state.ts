import { createDays, type Days } from '../population/calendar-days.ts'
import { makePeople } from '../population/people.ts'
import {
  type Amounts,
  type PopulationSource,
  populateDrive,
  populateMailbox,
  smallAmounts,
} from '../population/populate.ts'
import type { Random } from '../random/random.ts'
import { createDirectory } from '../workloads/directory/directory.ts'
import type { User } from '../workloads/directory/user.ts'
import { createDownloads } from '../workloads/drive/downloads.ts'
import { createDrive, type Drive } from '../workloads/drive/drive.ts'
import { createDriveIds } from '../workloads/drive/drive-ids.ts'
import { createMailbox, type Mailbox } from '../workloads/outlook/mailbox.ts'
import type { Clock } from './clock.ts'
import type { TenantState } from './tenant-state.ts'

/** What a tenant's data is made from. */
export interface StateSource {
  readonly random: Random
  readonly clock: Clock
  readonly domain: string
  /** How many people there are. */
  readonly people: number
  /** What the main user has. */
  readonly amounts: Amounts
}

/** Makes the people of a tenant at once, and what they have when it is first asked for. */
export function createState({ random, clock, domain, people, amounts }: StateSource): TenantState {
  const users = makePeople(random.fork('people'), domain, people)
  const [, me] = users
  if (me === undefined) throw new RangeError('A tenant needs at least 2 people')
  const days = createDays(clock.now())
  const directory = createDirectory(users)
  const drives = new Map<User, Drive>()
  const secret = random.fork('secret').guid()
  const source = (user: User): PopulationSource => sourceOf({ random, days, users, amounts, me }, user)

  return {
    id: random.fork('tenant').guid(),
    domain,
    clock,
    secret,
    me,
    directory,
    downloads: createDownloads(clock, secret, () => drives.values()),
    driveOwner: (id) => users.find((user) => createDriveIds(user.id).drive === id),
    drive: remembering(drives, (user) => {
      const drive = createDrive(user, clock, user.id)
      populateDrive(drive, source(user))
      return drive
    }),
    mailbox: remembering(new Map<User, Mailbox>(), (user) => {
      const nameOf = (address: string): string | undefined => directory.find(address)?.displayName
      const mailbox = createMailbox(user, { clock, nameOf, random: random.fork(`mailbox ${user.id}`) })
      populateMailbox(mailbox, source(user))
      return mailbox
    }),
  }
}

interface SharedSource {
  readonly random: Random
  readonly days: Days
  readonly users: readonly User[]
  readonly amounts: Amounts
  readonly me: User
}

function sourceOf({ random, days, users, amounts, me }: SharedSource, user: User): PopulationSource {
  return { random: random.fork(user.id), days, users, amounts: user === me ? amounts : smallAmounts }
}

/** Makes a thing of a user's the first time, and gives back the same afterwards. */
function remembering<thing>(made: Map<User, thing>, make: (user: User) => thing): (user: User) => thing {
  return (user) => {
    const known = made.get(user)
    if (known !== undefined) return known
    const thing = make(user)
    made.set(user, thing)
    return thing
  }
}
