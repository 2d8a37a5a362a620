import type { ImportTarget } from '../import/import-target.ts'
import type { MailFile } from '../import/mail-file.ts'
import type { JsonTarget } from '../import-json/json-target.ts'
import type { LifecycleEvent } from '../notifications/lifecycle.ts'
import type { MailboxShare } from '../workloads/mailbox-access/mailbox-share.ts'

/** Who made a request, as its token said. */
export interface Caller {
  readonly oid: string
  readonly appid: string
  readonly upn?: string
  readonly scp?: string
  readonly roles?: readonly string[]
  /** When the token runs out, in seconds since the epoch. */
  readonly exp: number
}

/** A request that may have changed the tenant. */
export interface NotedRequest {
  readonly kind: 'request'
  /** The moment on the tenant's clock at which it took its effect. */
  readonly at: number
  readonly method: string
  readonly url: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Uint8Array
  /** `undefined` at an address that needs no token. */
  readonly caller: Caller | undefined
  /** What it was answered. */
  readonly status: number
}

/** One thing that was done to a tenant. */
export type Deed =
  | NotedRequest
  | { readonly kind: 'clock'; readonly to: number }
  | { readonly kind: 'json'; readonly at: number; readonly data: unknown; readonly target: JsonTarget }
  | {
      readonly kind: 'lifecycle'
      readonly at: number
      readonly event: LifecycleEvent
      /** The subscription's; `undefined` for all of them. */
      readonly id: string | undefined
    }
  | { readonly kind: 'share'; readonly at: number; readonly share: MailboxShare }
  | {
      readonly kind: 'mail'
      readonly at: number
      readonly target: ImportTarget
      readonly files: readonly MailFile[]
    }

/** What was done to a tenant since it was made, in the order in which it took effect. */
export interface Journal {
  readonly deeds: readonly Deed[]
  note(deed: Deed): void
}

/** Creates an empty journal. */
export function createJournal(): Journal {
  const deeds: Deed[] = []
  return {
    deeds,
    note(deed) {
      const last = deeds.at(-1)
      if (deed.kind === 'clock' && last?.kind === 'clock' && last.to <= deed.to) deeds.pop()
      deeds.push(deed)
    },
  }
}
