import type { Random } from '../../random/random.ts'
import type { Clock } from '../../tenant/clock.ts'
import type { Directory } from '../directory/directory.ts'
import type { User } from '../directory/user.ts'
import { type Photo, photoOf } from '../users-admin/photo.ts'
import { type AuditLog, createAuditLog } from './audit-log.ts'
import { createReportFiles, type ReportFiles } from './report-files.ts'
import { makeSignIns, type SignIn } from './sign-ins.ts'

/** What administration works on. */
export interface AdministrationSource {
  readonly random: Random
  readonly clock: Clock
  readonly directory: Directory
  /** Who administers the tenant. */
  readonly me: User
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
  photo(user: User): Photo | undefined
  setPhoto(user: User, photo: Photo | undefined): void
}

/** Creates the administration of a tenant; its records are made when they are first asked for. */
export function createAdministration(source: AdministrationSource): Administration {
  const { random, clock, directory } = source
  const ids = random.fork('ids')
  let signIns: readonly SignIn[] | undefined
  const photos = new Map<User, Photo | undefined>()

  return {
    peopleAtFirst: directory.users.length,
    nextId: () => ids.guid(),
    passwords: new Map(),
    audit: createAuditLog({ random: random.fork('audit'), clock, directory, me: source.me }),
    reports: createReportFiles(clock, random.fork('reports').guid()),
    signIns() {
      signIns ??= makeSignIns(random.fork('sign-ins'), directory.users, clock.now())
      return signIns
    },
    photo: (user) => (photos.has(user) ? photos.get(user) : photoOf(user)),
    setPhoto: (user, photo) => photos.set(user, photo),
  }
}
