import type { User } from '../workloads/directory/user.ts'

/** Who calls, as a verified token says. */
export type Principal =
  | {
      readonly kind: 'delegated'
      readonly appId: string
      readonly user: User
      readonly granted: ReadonlySet<string>
      /** When the token runs out, in milliseconds since the epoch. */
      readonly expiresAt: number
    }
  | {
      readonly kind: 'application'
      readonly appId: string
      readonly granted: ReadonlySet<string>
      readonly expiresAt: number
    }
