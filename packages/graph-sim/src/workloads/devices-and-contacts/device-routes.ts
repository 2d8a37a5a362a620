import type { Call } from '../../gateway/call.ts'
import type { Permissions, Route } from '../../routing/route.ts'
import { everywhere } from '../administration/administration-permissions.ts'
import { type ReadOnlySet, readOnlyRoutes, rowOf } from '../administration/read-only-set.ts'
import { recordEntity } from '../administration/record-entity.ts'
import { objectListRules } from '../directory/directory-rules.ts'
import { searchUsers } from '../directory/search-users.ts'
import type { AnyObject } from '../directory-objects/any-object.ts'
import type { DirectoryRecord } from '../directory-objects/directory-record.ts'
import { allMembershipsOf, membershipsOf } from '../directory-objects/memberships.ts'
import { referenceRoutes } from '../directory-objects/reference-list.ts'
import { type Device, deviceProperties } from './devices.ts'
import { contactProperties } from './org-contacts.ts'

const workload = 'directory'

const readDevices: Permissions = {
  ...everywhere('Device.Read.All', 'Directory.Read.All', 'Directory.ReadWrite.All'),
  application: ['Device.Read.All', 'Device.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
}

const readContacts = everywhere('OrgContact.Read.All', 'Directory.Read.All', 'Directory.ReadWrite.All')

const devices: ReadOnlySet<Device> = {
  path: '/devices',
  key: 'deviceId',
  workload,
  permissions: readDevices,
  rules: objectListRules,
  entity: recordEntity<Device>({
    name: 'device',
    properties: deviceProperties,
    navigation: ['memberOf', 'registeredOwners', 'registeredUsers', 'transitiveMemberOf', 'extensions'],
  }),
  counted: true,
  search: searchUsers,
  rows: ({ tenant }) => tenant.administration.devices(),
}

const contacts: ReadOnlySet<DirectoryRecord> = {
  path: '/contacts',
  workload,
  permissions: readContacts,
  rules: objectListRules,
  entity: recordEntity<DirectoryRecord>({
    name: 'orgContact',
    properties: contactProperties,
    navigation: ['directReports', 'manager', 'memberOf', 'transitiveMemberOf'],
  }),
  counted: true,
  search: searchUsers,
  rows: ({ tenant }) => tenant.administration.contacts(),
}

const pathsOf = (part: string): readonly string[] => [
  `/devices/{device}/${part}`,
  `/devices(deviceId={deviceId})/${part}`,
]

/** Devices that people have registered, and contacts that everybody in the company shares. */
export const deviceRoutes: readonly Route[] = [
  ...readOnlyRoutes(devices),
  ...['registeredOwners', 'registeredUsers'].flatMap((part) =>
    referenceRoutes({ paths: pathsOf(part), permissions: readDevices, casts: ['user'], rows: ownersOf }),
  ),
  ...memberships(pathsOf('memberOf'), readDevices, (call) => rowOf(devices, call)),
  ...readOnlyRoutes(contacts),
  ...memberships(['/contacts/{contact}/memberOf'], readContacts, (call) => rowOf(contacts, call)),
  ...referenceRoutes({
    paths: ['/contacts/{contact}/directReports'],
    permissions: readContacts,
    rows(call) {
      rowOf(contacts, call)
      return []
    },
  }),
]

/** What something is a member of, and the same through groups. */
function memberships(
  paths: readonly string[],
  permissions: Permissions,
  subject: (call: Call) => AnyObject,
): readonly Route[] {
  const casts = ['group', 'administrativeUnit']
  return [
    ...referenceRoutes({
      paths,
      permissions,
      casts,
      rows: (call) => membershipsOf(call.tenant, subject(call)),
    }),
    ...referenceRoutes({
      paths: paths.map((path) => path.replace(/memberOf$/, 'transitiveMemberOf')),
      permissions,
      casts,
      castsAre: 'advanced',
      rows: (call) => allMembershipsOf(call.tenant, subject(call)),
    }),
  ]
}

function ownersOf(call: Call): readonly AnyObject[] {
  const { id } = rowOf(devices, call)
  const owned = call.tenant.administration.ownedDevices().find(({ device }) => device.id === id)
  const owner = owned && call.tenant.directory.find(owned.ownerId)
  return owner === undefined ? [] : [owner]
}
