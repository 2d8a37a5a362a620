import { type ChangeTeller, untold } from '../../change-feed/change-feed.ts'
import type { Random } from '../../random/random.ts'
import type { Clock } from '../../tenant/clock.ts'
import type { User } from '../directory/user.ts'
import type { Presence, PresenceRecord, PresenceUntil } from './presence.ts'

/** Who is there in a tenant. */
export interface PresenceStore {
  of(user: User): PresenceRecord
  /** How others see somebody now. */
  seen(user: User): Presence
  /** Changes what is known of somebody, and tells of it. */
  change(user: User, act: (record: PresenceRecord) => void): void
}

/** What a store of presences is made of. */
export interface PresenceBasis {
  readonly clock: Clock
  readonly random: Random
  /** Who sits at his desk for sure. */
  readonly me: User
  /** Whom to tell of changes; nobody when left out. */
  readonly tell?: ChangeTeller<User>
}

const minute = 60_000

const available: Presence = { availability: 'Available', activity: 'Available' }
const offline: Presence = { availability: 'Offline', activity: 'Offline' }

/** What people do with their Teams clients; who is offline has none open. */
const habits: readonly Presence[] = [
  available,
  available,
  { availability: 'Busy', activity: 'InAMeeting' },
  { availability: 'Busy', activity: 'InACall' },
  { availability: 'DoNotDisturb', activity: 'Presenting' },
  { availability: 'Away', activity: 'Away' },
  { availability: 'BeRightBack', activity: 'BeRightBack' },
  offline,
]

/** Which state of several is shown: the first of these. */
const precedence = ['DoNotDisturb', 'Busy', 'Available', 'BeRightBack', 'Away', 'Offline']

/** Creates a store in which people have the presence of their Teams clients. */
export function createPresenceStore({ clock, random, me, tell = untold }: PresenceBasis): PresenceStore {
  const records = new Map<User, PresenceRecord>()
  const clientOf = (user: User): Presence | undefined =>
    [user === me ? available : random.fork(user.id).pick(habits)].find((habit) => habit !== offline)

  const store: PresenceStore = {
    of(user) {
      const known = records.get(user)
      if (known !== undefined) return known
      const client = clientOf(user)
      const sessions = new Map<string, PresenceUntil>()
      const record = { user, client, sessions, preferred: undefined, status: undefined, sequence: 1 }
      records.set(user, record)
      return record
    },
    seen(user) {
      const { client, sessions, preferred } = store.of(user)
      const now = clock.now()
      const kept = [...sessions.values()].filter(({ until }) => until > now)
      const states = [
        ...kept.map((session) => faded(session, now)),
        ...(client === undefined ? [] : [client]),
      ]
      if (states.length === 0) return offline
      if (preferred !== undefined && preferred.until > now) return preferred
      const [first = offline] = states.toSorted((a, b) => rankOf(a) - rankOf(b))
      return first
    },
    change(user, act) {
      const record = store.of(user)
      act(record)
      record.sequence++
      tell.updated(user)
    },
  }
  return store
}

/** Somebody who is available becomes inactive after five minutes without a word of his app, and is away after ten. */
function faded(session: PresenceUntil, now: number): Presence {
  if (session.availability !== 'Available' || now - session.since < 5 * minute) return session
  return now - session.since < 10 * minute
    ? { availability: 'Available', activity: 'AvailableInactive' }
    : { availability: 'Away', activity: 'Away' }
}

function rankOf({ availability }: Presence): number {
  return precedence.indexOf(availability)
}
