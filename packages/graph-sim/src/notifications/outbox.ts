import type { Clock } from '../tenant/clock.ts'
import type { Timeline } from '../tenant/timeline.ts'
import type { Subscription } from '../workloads/subscriptions/subscription.ts'
import type { EndpointHealth } from './endpoint-health.ts'
import { type Notice, writeNotice } from './notice.ts'
import type { Sender } from './post-json.ts'
import type { TokenSigner } from './token-signer.ts'

/** Where notices wait until they are sent. */
export interface Outbox {
  /** Sends a notice after the delay for notifications, together with others for the same address. */
  put(notice: Notice): void
}

/** What an outbox works with. */
export interface OutboxParts {
  readonly tenantId: string
  readonly clock: Clock
  readonly timeline: Timeline
  /** How long notices wait, in milliseconds. */
  readonly delay: number
  readonly sender: Sender
  readonly health: EndpointHealth
  readonly signer: TokenSigner
  /** Whether a subscription has not ended. */
  isActive(subscription: Subscription): boolean
  /** Hears of notices that are given up. */
  giveUp(notices: readonly Notice[]): void
}

const second = 1_000
const minute = 60 * second

/** An answer has to come within this time (Graph rule 43). */
const inTime = 3 * second
/** Answers are waited for this long, to know how slow an endpoint is. */
const patience = 10 * second
/** When a notification is sent again, at first. */
const waits: readonly number[] = [10 * second, 30 * second, minute, 2 * minute, 5 * minute]
/** When it is sent again from then on. */
const longestWait = 10 * minute
const giveUpAfter = 240 * minute
/** How much later slow endpoints get theirs. */
const slowDelay = 10 * second

/** Creates an empty outbox. */
export function createOutbox(parts: OutboxParts): Outbox {
  let waiting: Notice[] = []
  const flush = async (): Promise<void> => {
    const notices = waiting.filter(({ subscription, outlives }) => outlives || parts.isActive(subscription))
    waiting = []
    const byAddress = Map.groupBy(notices, ({ subscription, to }) => subscription[to] ?? '')
    await Promise.all([...byAddress].map(([url, some]) => begin(parts, url, some)))
  }
  return {
    put(notice) {
      waiting.push(notice)
      if (waiting.length === 1) parts.timeline.after(parts.delay, flush)
    },
  }
}

interface Delivery {
  readonly url: string
  readonly notices: readonly Notice[]
  /** When it was tried first. */
  readonly since: number
  readonly attempt: number
}

async function begin(parts: OutboxParts, url: string, notices: readonly Notice[]): Promise<void> {
  const delivery: Delivery = { url, notices, since: parts.clock.now(), attempt: 0 }
  if (parts.health.stateOf(url) === 'slow') parts.timeline.after(slowDelay, () => deliver(parts, delivery))
  else await deliver(parts, delivery)
}

async function deliver(parts: OutboxParts, delivery: Delivery): Promise<void> {
  const notices = delivery.notices.filter((one) => one.outlives || parts.isActive(one.subscription))
  if (notices.length === 0) return
  if (parts.health.stateOf(delivery.url) === 'dropped') return parts.giveUp(notices)
  const held = notices.filter(isHeld)
  const due = notices.filter((notice) => !isHeld(notice))
  if (held.length > 0) later(parts, { ...delivery, notices: held })
  if (due.length > 0 && !(await send(parts, delivery.url, due))) later(parts, { ...delivery, notices: due })
}

/** Changes wait for an app that has not answered an authorization challenge (Graph rule 45). */
function isHeld({ to, subscription }: Notice): boolean {
  return to === 'notificationUrl' && subscription.authorization === 'ignored'
}

/** Sends notices, and returns whether they were taken in time. */
async function send(parts: OutboxParts, url: string, notices: readonly Notice[]): Promise<boolean> {
  const body = JSON.stringify(collection(parts, notices))
  const message = { contentType: 'application/json; charset=utf-8', body }
  const { status, took } = await parts.sender.post(url, message, patience)
  parts.health.note(url, took)
  return typeof status === 'number' && status >= 200 && status < 300 && took <= inTime
}

function later(parts: OutboxParts, delivery: Delivery): void {
  const wait = waits[delivery.attempt] ?? longestWait
  if (parts.clock.now() + wait > delivery.since + giveUpAfter) parts.giveUp(delivery.notices)
  else parts.timeline.after(wait, () => deliver(parts, { ...delivery, attempt: delivery.attempt + 1 }))
}

/** What a client receives: the notifications, and a token for each app whose subscriptions bring resource data. */
function collection({ tenantId, signer }: OutboxParts, notices: readonly Notice[]): object {
  const apps = notices.flatMap(({ subscription }) =>
    subscription.includeResourceData === true
      ? [subscription.notificationUrlAppId ?? subscription.appId]
      : [],
  )
  return {
    value: notices.map((notice) => writeNotice(notice, tenantId)),
    ...(apps.length === 0 ? {} : { validationTokens: [...new Set(apps)].map((app) => signer.tokenFor(app)) }),
  }
}
