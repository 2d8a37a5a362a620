import type { ChangedThing, ChangeType } from '../change-feed/changed-thing.ts'
import type { JsonObject } from '../gateway/parse-json.ts'
import type { Subscription } from '../workloads/subscriptions/subscription.ts'
import { encryptContent } from './encrypt-content.ts'
import { letsThrough } from './lets-through.ts'
import type { Notice } from './notice.ts'
import { richContent } from './rich-content.ts'
import { thingAddress } from './thing-address.ts'

/** A change as one subscription is told of it. */
export interface ChangeNotice extends Notice {
  readonly changeType: ChangeType
  readonly thing: ChangedThing
}

/** Turns changes into notices. */
export interface ChangeNotices {
  /** What the subscriptions are told of a change; what a moment ago was told of the same thing is not told again. */
  of(type: ChangeType, thing: ChangedThing, subscriptions: readonly Subscription[]): readonly ChangeNotice[]
}

/**
 * Creates the maker of notices. All that happens to a thing while one request is answered is one change: a message
 * that is created and marked as read by a rule is created.
 */
export function createChangeNotices(tenantId: string): ChangeNotices {
  const recent = new Map<string, Told>()

  return {
    of(type, thing, subscriptions) {
      if (recent.size === 0) queueMicrotask(() => recent.clear())
      return subscriptions.flatMap((subscription) => {
        const told = typeFor(subscription, type, thing)
        if (told === undefined || !subscription.changeTypes.includes(told)) return []
        const key = keyOf(subscription, thing)
        const before = recent.get(key)
        if (before !== undefined && told === 'updated' && before.changeType !== 'deleted') {
          before.thing = thing
          return []
        }
        if (before !== undefined && told === 'deleted' && before.changeType === 'updated') {
          Object.assign(before, { changeType: told, thing })
          return []
        }
        const fresh: Told = { changeType: told, thing }
        recent.set(key, fresh)
        return [noticeOf(subscription, fresh, tenantId)]
      })
    },
  }
}

/** What a notice tells, which may become more until the request is answered. */
interface Told {
  changeType: ChangeType
  thing: ChangedThing
}

function noticeOf(subscription: Subscription, told: Told, tenantId: string): ChangeNotice {
  return {
    subscription,
    to: 'notificationUrl',
    outlives: false,
    get changeType() {
      return told.changeType
    },
    get thing() {
      return told.thing
    },
    write(): JsonObject {
      const { changeType, thing } = told
      const { encryptionCertificate, encryptionCertificateId } = subscription
      const content = changeType === 'deleted' ? undefined : richContent(subscription, thing)
      return {
        changeType,
        ...thingAddress(subscription, thing, tenantId),
        ...(content === undefined || encryptionCertificate === null
          ? {}
          : {
              encryptedContent: encryptContent(content, encryptionCertificate, encryptionCertificateId ?? ''),
            }),
      }
    },
  }
}

/** What a change is to a subscription: a filter makes it a coming or a going; `undefined` for nothing. */
function typeFor(subscription: Subscription, type: ChangeType, thing: ChangedThing): ChangeType | undefined {
  const { kind, audiences, options, passing } = subscription
  if (!thing.audiences.some((audience) => audiences.includes(audience))) return undefined
  if (kind.fact !== undefined && !Object.hasOwn(thing.facts ?? {}, kind.fact)) return undefined
  if (kind.family === 'drive') return 'updated'
  if (kind.family === 'directory') return type === 'created' ? 'updated' : type
  const passes = type !== 'deleted' && letsThrough(options, thing)
  if (passing === undefined) return passes || type === 'deleted' ? type : undefined
  const key = thing.immutableId ?? thing.id
  const passed = passing.has(key)
  if (passes) passing.add(key)
  else passing.delete(key)
  if (passes) return passed ? 'updated' : 'created'
  return passed ? 'deleted' : undefined
}

/** Drives and lists tell that something in them has changed, not what. */
function keyOf({ id, kind }: Subscription, thing: ChangedThing): string {
  return kind.family === 'drive' ? id : `${id} ${thing.place} ${thing.id}`
}
