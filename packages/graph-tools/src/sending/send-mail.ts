import { GraphFailure, type GraphFailureDetails, type ToolContext } from '@graphkeep/core'

import { graphPath } from '../client/graph-path.ts'
import { sendAction } from '../client/read-json.ts'
import { type FoundMail, findMail, findMarked, type KnownMail } from './find-mail.ts'
import { keyLifetimeMs, mailMarker } from './mail-marker.ts'
import { mostAttempts, pauseMs, tookNoEffect, whatHappened } from './patience.ts'
import { type Drafted, writeDraft } from './write-draft.ts'

/** A mail that Graph has taken. */
export interface SentMail {
  /** The immutable id of the copy in Sent Items. */
  readonly id: string

  /** Whether the copy stands there already, or is still on its way. */
  readonly copy: 'stands' | 'on its way'
}

type Sending = Pick<ToolContext, 'fetch' | 'signal' | 'clock' | 'scope'>

/**
 * Sends a mail exactly once, whatever becomes of the answers: as a draft that is sent by its id, and looked at before
 * anything is repeated. Waits up to seven seconds for the copy in Sent Items.
 *
 * Needs Mail.Read, Mail.ReadWrite and Mail.Send. With a `key`, whoever sends the same message under it within 24 hours, in any
 * process, finds the first draft or mail instead of making a second; that is for calls one after the other, not at the same time.
 *
 * @param message As Graph takes it: `subject`, `body`, `toRecipients` and so on.
 * @throws {@link GraphFailure} with `outcomeUnknown` when nobody can tell whether it was sent; without, it was not.
 *
 * @example
 * ```ts
 * const toRecipients = [{ emailAddress: { address: 'ada@contoso.com' } }]
 * const { id } = await sendMail(context, { subject: 'Hello', toRecipients }, { key: 'order-4711' })
 * ```
 */
export async function sendMail(
  context: Sending,
  message: object,
  { key }: { readonly key?: string | undefined } = {},
): Promise<SentMail> {
  const draft = await draftOf(context, message, key)
  if (draft.state === 'sent') return { id: draft.id, copy: 'stands' }
  for (let attempt = 1; ; attempt++) {
    const failure = await trySend(context, draft)
    if (failure === undefined) return copyOf(context, draft)
    const isRefused = tookNoEffect(failure)
    const found = await lookUntil(context, draft, { firstLook: isRefused ? 0 : 1, ends: () => true })
    if (found?.state === 'sent') return { id: found.id, copy: 'stands' }
    const wasNeverTaken = attempt === 1 && isRefused && failure.status !== 404
    if (found === undefined && !wasNeverTaken) throw nobodyKnows(failure)
    if (isRefused || attempt === mostAttempts) throw await givenUp(context, { found, key, failure })
  }
}

/** What an earlier send of the key left, else a new draft. */
async function draftOf(context: Sending, message: object, key: string | undefined): Promise<Drafted> {
  const marker = mailMarker(context.scope, key, message)
  if (key === undefined) return writeDraft(context, message, marker)
  const found = await findMarked(context, marker)
  if (found === undefined) return writeDraft(context, message, marker)
  const isOver = found.createdAt + keyLifetimeMs < context.clock.now()
  if (isOver) return writeDraft(context, message, mailMarker(context.scope, undefined, message))
  return { ...found, marker }
}

async function trySend(context: Sending, { id }: KnownMail): Promise<GraphFailure | undefined> {
  try {
    await sendAction(context, graphPath`/me/messages/${id}/send`, {})
    return undefined
  } catch (error) {
    if (error instanceof GraphFailure) return error
    throw error
  }
}

/** Waits for the copy of what Graph has accepted. */
async function copyOf(context: Sending, draft: KnownMail): Promise<SentMail> {
  const found = await lookUntil(context, draft, { firstLook: 0, ends: ({ state }) => state === 'sent' })
  return found?.state === 'sent' ? { id: found.id, copy: 'stands' } : { id: draft.id, copy: 'on its way' }
}

interface Looking {
  /** 0 looks at once, 1 after the first pause. */
  readonly firstLook: 0 | 1
  readonly ends: (found: FoundMail) => boolean
}

/** Looks until it finds what ends it; `undefined` when that never came, or Graph did not tell. */
async function lookUntil(
  context: Sending,
  draft: KnownMail,
  { firstLook, ends }: Looking,
): Promise<FoundMail | undefined> {
  for (let look = firstLook; look <= mostAttempts; look++) {
    if (look > 0) await context.clock.sleep(pauseMs(look), context.signal)
    const found = await findMail(context, draft).catch(ignoreFailure)
    if (found && ends(found)) return found
  }
  return undefined
}

function ignoreFailure(error: unknown): undefined {
  if (!(error instanceof GraphFailure)) throw error
}

interface Unsent {
  readonly found: FoundMail | undefined
  readonly key: string | undefined
  readonly failure: GraphFailure
}

/** Makes the error of a mail that was not sent. Its draft is removed unless the same key can finish it. */
async function givenUp(context: Sending, { found, key, failure }: Unsent): Promise<GraphFailure> {
  const isRefused = tookNoEffect(failure)
  const keeps = key !== undefined && !isRefused
  const isLeft = keeps || found === undefined || !(await discarded(context, found.id))
  const what = isRefused
    ? failure.message
    : `Microsoft Graph did not take it (${failure.status}), several times.`
  const draft = isLeft ? ' Its draft stands in Drafts.' : ''
  const next = keeps
    ? ' A call with the same key finishes it.'
    : isRefused
      ? ''
      : ' Try again in some minutes.'
  return new GraphFailure(`The mail was not sent. ${what}${draft}${next}`, {
    ...detailsOf(failure),
    retryable: failure.status === 429 || !isRefused,
  })
}

async function discarded({ fetch, signal }: Sending, id: string): Promise<boolean> {
  try {
    await fetch(graphPath`/me/messages/${id}`, { method: 'DELETE', signal })
    return true
  } catch (error) {
    if (error instanceof GraphFailure) return error.status === 404
    throw error
  }
}

function nobodyKnows(failure: GraphFailure): GraphFailure {
  return new GraphFailure(
    `${whatHappened(failure)} Whether the mail was sent is not known: it stands neither in Drafts nor in Sent Items. Look in sentitems with email_list for a message with this subject; send again only if there is none after some minutes.`,
    { ...detailsOf(failure), retryable: false, outcomeUnknown: true },
    { cause: failure },
  )
}

function detailsOf({ status, graphCode, requestId, retryAfterMs }: GraphFailure): GraphFailureDetails {
  return { status, graphCode, requestId, retryAfterMs }
}
