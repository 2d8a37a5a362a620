import { flag, int32, listOf, moment, openComplex, text } from '../../odata/property-type.ts'
import type { Random } from '../../random/random.ts'
import { timestamp } from '../../time/timestamp.ts'
import type { User } from '../directory/user.ts'
import type { DirectoryRecord } from '../directory-objects/directory-record.ts'

/** The properties of devices with their types. */
export const deviceProperties = {
  id: text,
  deletedDateTime: moment,
  accountEnabled: flag,
  alternativeSecurityIds: listOf(openComplex('alternativeSecurityId')),
  approximateLastSignInDateTime: moment,
  complianceExpirationDateTime: moment,
  deviceCategory: text,
  deviceId: text,
  deviceMetadata: text,
  deviceOwnership: text,
  deviceVersion: int32,
  displayName: text,
  enrollmentProfileName: text,
  enrollmentType: text,
  isCompliant: flag,
  isManaged: flag,
  isManagementRestricted: flag,
  isRooted: flag,
  managementType: text,
  manufacturer: text,
  mdmAppId: text,
  model: text,
  onPremisesLastSyncDateTime: moment,
  onPremisesSecurityIdentifier: text,
  onPremisesSyncEnabled: flag,
  operatingSystem: text,
  operatingSystemVersion: text,
  physicalIds: listOf(text),
  profileType: text,
  registrationDateTime: moment,
  systemLabels: listOf(text),
  trustType: text,
} as const

/** A device that somebody has registered, under Graph's own names. */
export interface Device extends DirectoryRecord {
  readonly deviceId: string
}

/** A device and who has registered it. */
export interface OwnedDevice {
  readonly device: Device
  readonly ownerId: string
}

const day = 86_400_000

/** Makes the devices of a tenant: a computer for two people of three, and a telephone for one of four. */
export function makeDevices(random: Random, users: readonly User[], now: number): readonly OwnedDevice[] {
  return users.flatMap((user, i) => [
    ...(i % 3 === 2 ? [] : [{ device: computerOf(random, user, now), ownerId: user.id }]),
    ...(i % 4 === 1 ? [{ device: telephoneOf(random, user, now), ownerId: user.id }] : []),
  ])
}

function computerOf(random: Random, user: User, now: number): Device {
  return deviceOf(random, now, {
    displayName: `LT-${user.mailNickname.toUpperCase().replaceAll('.', '-').slice(0, 12)}`,
    operatingSystem: 'Windows',
    operatingSystemVersion: '10.0.26100.6584',
    manufacturer: 'Lenovo',
    model: 'ThinkPad T14',
    trustType: 'AzureAd',
    deviceOwnership: 'Company',
  })
}

function telephoneOf(random: Random, user: User, now: number): Device {
  return deviceOf(random, now, {
    displayName: `${user.givenName ?? user.displayName}’s iPhone`,
    operatingSystem: 'IOS',
    operatingSystemVersion: '26.1',
    manufacturer: 'Apple',
    model: 'iPhone 16',
    trustType: 'Workplace',
    deviceOwnership: 'Personal',
  })
}

function deviceOf(random: Random, now: number, about: Readonly<Record<string, string>>): Device {
  const registered = timestamp(now - random.int(60, 700) * day)
  const isCompany = about['deviceOwnership'] === 'Company'
  return {
    '@odata.type': '#microsoft.graph.device',
    id: random.guid(),
    deletedDateTime: null,
    accountEnabled: true,
    approximateLastSignInDateTime: timestamp(now - random.int(0, 20) * day),
    complianceExpirationDateTime: null,
    deviceCategory: null,
    deviceId: random.guid(),
    deviceMetadata: null,
    deviceVersion: 2,
    enrollmentProfileName: null,
    enrollmentType: null,
    isCompliant: isCompany,
    isManaged: isCompany,
    isManagementRestricted: null,
    isRooted: false,
    managementType: isCompany ? 'MDM' : null,
    mdmAppId: null,
    onPremisesLastSyncDateTime: null,
    onPremisesSecurityIdentifier: null,
    onPremisesSyncEnabled: null,
    physicalIds: [],
    profileType: 'RegisteredDevice',
    registrationDateTime: registered,
    systemLabels: [],
    alternativeSecurityIds: [],
    ...about,
  }
}
