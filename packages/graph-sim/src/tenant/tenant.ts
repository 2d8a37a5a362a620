import type { Faults } from '../faults/fault-rule.ts'
import type { NotificationOptions } from '../notifications/create-notifications.ts'
import type { LifecycleEvent } from '../notifications/lifecycle.ts'
import type { ThrottlingOptions } from '../throttling/throttling-options.ts'
import type { MailboxShare } from '../workloads/mailbox-access/mailbox-share.ts'
import type { Clock } from './clock.ts'
import type { Delays } from './delays.ts'
import type { LoggedRequest } from './request-log.ts'

/** How a tenant is made; whatever is left out has a default. */
export interface TenantOptions {
  /** The same seed gives the same tenant; 1 by default. */
  readonly seed?: number
  /** The moment at which the tenant lives, and its clock stands until it is moved; without it the clock runs with the machine's. */
  readonly now?: Date | number
  /** The domain of the people's addresses; `solvang.example` by default. */
  readonly domain?: string
  /** How many people there are, at least 2; 25 by default. */
  readonly people?: number
  /** Mailboxes that several people open, beyond the people; 2 by default. */
  readonly sharedMailboxes?: number
  /** People from outside with an account here and no mailbox; 2 by default. */
  readonly guests?: number
  /** Visible mail folders of the main user, the eight of every mailbox included; 40 by default. */
  readonly folders?: number
  /** Messages of the main user; 3,000 by default. */
  readonly messages?: number
  /** Events of the main user, a series counting as one; 500 by default. */
  readonly events?: number
  /** Contacts of the main user; 300 by default. */
  readonly contacts?: number
  /** Files of the main user; 1,500 by default. */
  readonly files?: number
  /** How long things take before everybody sees them; 0 for at once. */
  readonly delays?: Partial<Delays>
  /** How much apps and users may ask for; Microsoft's numbers by default. */
  readonly throttling?: ThrottlingOptions
  /** How clients are notified of changes. */
  readonly notifications?: NotificationOptions
}

/** How a token is made; whatever is left out has a default. */
export interface TokenOptions {
  /** Id or user principal name of the signed-in user; the main user by default. */
  readonly user?: string
  /** Delegated permissions; by default all that any route asks for. */
  readonly scopes?: readonly string[]
  /** Permissions of an app; when given, the token is of an app without a user. */
  readonly roles?: readonly string[]
  /** In seconds; 3,600 by default, negative for a token that is out of date. */
  readonly expiresIn?: number
  /** The app's id; limits are counted for each. */
  readonly app?: string
}

/** A person of the tenant. */
export interface TenantUser {
  readonly id: string
  readonly userPrincipalName: string
  readonly displayName: string
  /** `null` for somebody without a mailbox. */
  readonly mail: string | null
}

/** A Microsoft 365 tenant in this process. */
export interface Tenant {
  /** The tenant's GUID. */
  readonly id: string
  readonly domain: string
  /** In the order of their names. */
  readonly users: readonly TenantUser[]
  /** The person whose mailbox is the large one. */
  readonly me: TenantUser
  readonly clock: Clock
  /** What clients have asked for, the oldest first. It holds no tokens. */
  readonly requests: readonly LoggedRequest[]
  readonly faults: Faults

  /**
   * Answers like `fetch` against `https://graph.microsoft.com/v1.0`; any other host whose path begins with `/v1.0` is
   * answered too. Rejects with a `TypeError` when a fault breaks the connection, and with the signal's reason.
   */
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>

  /** Makes a bearer token, worthless anywhere else. Throws a `RangeError` for a user that does not exist. */
  token(options?: TokenOptions): string

  /**
   * Lets somebody into another's mailbox, or out of it; the members of shared mailboxes are in from the start.
   * Throws a `RangeError` for people, mailboxes and folders that do not exist.
   */
  share(share: MailboxShare): void

  /** Resolves when everything that the tenant does of its own accord and is due, such as a notification, is done. */
  settled(): Promise<void>

  /**
   * Brings about an event in the life of a subscription, or of all of them, and tells those of their clients that gave
   * a `lifecycleNotificationUrl`. Returns how many subscriptions are told; the kinds of resources that Graph has no
   * such event for are passed over.
   */
  lifecycle(event: LifecycleEvent, subscriptionId?: string): number

  /** Forgets the requests so far. */
  clearRequests(): void
}
