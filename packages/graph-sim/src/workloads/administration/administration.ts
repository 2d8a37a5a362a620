import type { Random } from '../../random/random.ts'
import type { Clock } from '../../tenant/clock.ts'
import { createUnitStore, type UnitStore } from '../administrative-units/unit-store.ts'
import { type Device, makeDevices, type OwnedDevice } from '../devices-and-contacts/devices.ts'
import { makeOrgContacts } from '../devices-and-contacts/org-contacts.ts'
import type { Directory } from '../directory/directory.ts'
import type { User } from '../directory/user.ts'
import type { DirectoryRecord } from '../directory-objects/directory-record.ts'
import { createGroupPolicies, type GroupPolicies } from '../group-policies/group-policies.ts'
import { createReportFiles, type ReportFiles } from '../usage-reports/report-files.ts'
import { type Photo, type PhotoOwner, photoOf } from '../users-admin/photo.ts'
import { type AppRecord, applicationsOf, servicePrincipalsOf } from './app-records.ts'
import { type AuditLog, createAuditLog } from './audit-log.ts'
import { createViewpoints, type Viewpoints } from './message-viewpoints.ts'
import { type ProvisioningEvent, provisioningEvents } from './provisioning.ts'
import { createRoleStore, type RoleStore } from './roles.ts'
import { makeSignIns, type SignIn } from './sign-ins.ts'

/** What administration works on. */
export interface AdministrationSource {
  readonly random: Random
  readonly clock: Clock
  readonly directory: Directory
  /** Who administers the tenant. */
  readonly me: User
  /** The tenant's GUID. */
  readonly tenantId: string
  readonly domain: string
}

/** What administrators see and do, besides the people themselves. */
export interface Administration {
  /** How many people the company had when the tenant was made: as many licences were bought. */
  readonly peopleAtFirst: number
  /** A new GUID. */
  nextId(): string
  /** The passwords that clients have set; the others' are anybody's guess. */
  readonly passwords: Map<User, string>
  readonly audit: AuditLog
  readonly reports: ReportFiles
  /** Who signed in during the 30 days before they were first asked for, the latest first. */
  signIns(): readonly SignIn[]
  /** Who has which picture; `undefined` for somebody without one. */
  photo(owner: PhotoOwner): Photo | undefined
  setPhoto(owner: PhotoOwner, photo: Photo | undefined): void
  readonly roles: RoleStore
  readonly units: UnitStore
  readonly apps: AppDirectory
  /** The devices that people have registered, and who has. */
  ownedDevices(): readonly OwnedDevice[]
  devices(): readonly Device[]
  /** The contacts that everybody in the company shares. */
  contacts(): readonly DirectoryRecord[]
  /** Which user has created what, by the ids of both. */
  readonly creators: Map<string, string>
  /** Who gets the mail of which group: the ids of the group and the user with a blank between. */
  readonly subscribers: Set<string>
  readonly viewpoints: Viewpoints
  /** What provisioning has done, the latest first; made when it is first asked for. */
  provisioning(): readonly ProvisioningEvent[]
  readonly policies: GroupPolicies
}

/** The apps of a tenant. */
export interface AppDirectory {
  applications(): readonly AppRecord[]
  servicePrincipals(): readonly AppRecord[]
}

/** Creates the administration of a tenant; its records are made when they are first asked for. */
export function createAdministration(source: AdministrationSource): Administration {
  const { random, clock, directory, me, tenantId, domain } = source
  const { users } = directory
  const ids = random.fork('ids')
  let signIns: readonly SignIn[] | undefined
  let provisioned: readonly ProvisioningEvent[] | undefined
  const applications = applicationsOf({ tenantId, domain })
  const servicePrincipals = servicePrincipalsOf({ tenantId, domain })
  const owned = makeDevices(random.fork('devices'), users, clock.now())
  const devices = owned.map(({ device }) => device)
  const contacts = makeOrgContacts(random.fork('contacts'))
  const photos = new Map<string, Photo | undefined>()

  return {
    peopleAtFirst: directory.users.length,
    nextId: () => ids.guid(),
    passwords: new Map(),
    audit: createAuditLog({ random: random.fork('audit'), clock, directory, me }),
    reports: createReportFiles(clock, random.fork('reports').guid()),
    signIns() {
      signIns ??= makeSignIns(random.fork('sign-ins'), directory.users, clock.now())
      return signIns
    },
    photo: (owner) => (photos.has(owner.id) ? photos.get(owner.id) : photoOf(owner)),
    setPhoto: (owner, photo) => photos.set(owner.id, photo),
    roles: createRoleStore({ tenantId, users, me }),
    units: createUnitStore(random.fork('units'), users),
    apps: { applications: () => applications, servicePrincipals: () => servicePrincipals },
    ownedDevices: () => owned,
    devices: () => devices,
    contacts: () => contacts,
    creators: new Map(),
    subscribers: new Set(),
    viewpoints: createViewpoints(),
    provisioning() {
      provisioned ??= provisioningEvents({
        random: random.fork('provisioning'),
        users,
        app: servicePrincipals[1],
        tenantId,
        now: clock.now(),
      })
      return provisioned
    },
    policies: createGroupPolicies(random.fork('group policies')),
  }
}
