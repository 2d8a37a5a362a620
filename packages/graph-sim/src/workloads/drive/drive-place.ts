import type { User } from '../directory/user.ts'
import type { Drive } from './drive.ts'
import type { DriveHome } from './drive-home.ts'

/** A drive that is known before its files are made. */
export interface DrivePlace {
  /** Whose it is; `undefined` for one of a site. */
  readonly user: User | undefined
  readonly home: DriveHome
  /** The drive, made when first asked for. */
  open(): Drive
}
