import type { DriveLimits } from './drive-limits.ts'
import type { IdentityLimits } from './identity-limits.ts'
import type { OutlookLimits } from './outlook-limits.ts'
import type { ServiceLimits } from './service-limits.ts'
import type { TeamsLimits } from './teams-limits.ts'

/**
 * How much may be asked of a tenant; `Infinity` turns any limit off.
 *
 * The members at the top are those of Outlook. Limits of less than a minute are counted only where the clock runs, as
 * a standing one gives no second to recover in; giving any number of a service turns all of its own on.
 */
export interface ThrottlingOptions extends OutlookLimits {
  readonly identity?: IdentityLimits
  readonly drive?: DriveLimits
  readonly teams?: TeamsLimits
  readonly services?: ServiceLimits
  /** Requests of one app to anything in 10 seconds; 130,000 by default (Graph rule 26). */
  readonly global?: number
}
