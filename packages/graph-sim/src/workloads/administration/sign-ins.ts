import type { Random } from '../../random/random.ts'
import { timestamp } from '../../time/timestamp.ts'
import type { User } from '../directory/user.ts'
import { registeredApps } from './apps.ts'

/** One sign-in, under Graph's own names. */
export interface SignIn extends Readonly<Record<string, unknown>> {
  readonly id: string
  readonly createdDateTime: string
}

const day = 86_400_000
const failure = 'Error validating credentials due to invalid username or password.'

/** Makes the sign-ins of the last 30 days, eight for everybody, the latest first; one in twelve fails. */
export function makeSignIns(random: Random, users: readonly User[], now: number): readonly SignIn[] {
  const made = users.flatMap((user) =>
    Array.from({ length: 8 }, (_, i) =>
      signIn(random, user, now - Math.floor((i + random.next()) * 3.7 * day)),
    ),
  )
  return made.toSorted((a, b) => (a.createdDateTime < b.createdDateTime ? 1 : -1))
}

function signIn(random: Random, user: User, at: number): SignIn {
  const app = random.pick(registeredApps.slice(0, 2))
  const failed = random.chance(1 / 12)
  return {
    id: random.guid(),
    createdDateTime: timestamp(at),
    userDisplayName: user.displayName,
    userPrincipalName: user.userPrincipalName,
    userId: user.id,
    appId: app.appId,
    appDisplayName: app.displayName,
    ipAddress: `203.0.113.${random.int(1, 254)}`,
    clientAppUsed: random.chance(0.8) ? 'Browser' : 'Mobile Apps and Desktop clients',
    correlationId: random.guid(),
    conditionalAccessStatus: 'notApplied',
    isInteractive: true,
    riskDetail: 'none',
    riskLevelAggregated: 'none',
    riskLevelDuringSignIn: 'none',
    riskState: 'none',
    riskEventTypes: [],
    resourceDisplayName: 'Microsoft Graph',
    resourceId: '00000003-0000-0000-c000-000000000000',
    status: {
      errorCode: failed ? 50126 : 0,
      failureReason: failed ? failure : 'Other.',
      additionalDetails: null,
    },
    deviceDetail: deviceOf(random),
    location: { city: user.city, state: null, countryOrRegion: user.usageLocation, geoCoordinates: null },
    appliedConditionalAccessPolicies: [],
  }
}

function deviceOf(random: Random): Readonly<Record<string, unknown>> {
  return {
    deviceId: '',
    displayName: '',
    operatingSystem: random.pick(['Windows10', 'MacOs', 'Ios']),
    browser: random.pick(['Edge 141.0', 'Chrome 141.0', 'Safari 26.0']),
    isCompliant: false,
    isManaged: false,
    trustType: '',
  }
}
