import type { LifecycleEvent } from '../notifications/lifecycle.ts'
import type { MailboxShare } from '../workloads/mailbox-access/mailbox-share.ts'
import type { Caller, Deed, NotedRequest } from './journal.ts'
import type { WrittenDeeds } from './write-deeds.ts'

/** What a deed may have been written as; the checks of a snapshot are its sum and its answers, not its types. */
interface WrittenDeed {
  readonly kind: Deed['kind']
  readonly at: number
  readonly to: number
  readonly method: string
  readonly url: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: string
  readonly caller?: number
  readonly status: number
  readonly share: MailboxShare
  readonly event: LifecycleEvent
  readonly id?: string
  readonly target: { readonly user?: string; readonly folder?: string }
  readonly data: unknown
  readonly files: readonly (readonly [name: string, hash: string])[]
}

/** Reads a journal that {@link writeDeeds} wrote; throws an error for one that is not whole. */
export function readDeeds({ deeds, bytes, callers }: WrittenDeeds): readonly Deed[] {
  const contentOf = (hash: string): Uint8Array => {
    if (hash === '') return new Uint8Array(0)
    const content = bytes[hash]
    if (content === undefined) throw new Error('it refers to bytes that it does not hold')
    return Buffer.from(content, 'base64')
  }
  return (deeds as readonly WrittenDeed[]).map((deed): Deed => {
    switch (deed.kind) {
      case 'clock':
        return { kind: 'clock', to: deed.to }
      case 'lifecycle':
        return { kind: 'lifecycle', at: deed.at, event: deed.event, id: deed.id }
      case 'share':
        return { kind: 'share', at: deed.at, share: deed.share }
      case 'json':
        return { kind: 'json', at: deed.at, data: deed.data, target: deed.target }
      case 'mail': {
        const files = deed.files.map(([name, hash]) => ({ name, raw: contentOf(hash) }))
        return { kind: 'mail', at: deed.at, target: deed.target, files }
      }
      case 'request':
        return { ...requestOf(deed), body: contentOf(deed.body), caller: callerOf(callers, deed.caller) }
      default:
        throw new Error('it holds something that this version does not know')
    }
  })
}

function requestOf({ at, method, url, headers, status }: WrittenDeed): Omit<NotedRequest, 'body' | 'caller'> {
  return { kind: 'request', at, method, url, headers, status }
}

function callerOf(callers: readonly Caller[], place: number | undefined): Caller | undefined {
  if (place === undefined) return undefined
  const caller = callers[place]
  if (caller === undefined) throw new Error('it refers to somebody whom it does not hold')
  return caller
}
