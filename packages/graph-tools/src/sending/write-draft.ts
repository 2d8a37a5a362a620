import { GraphFailure, type ToolContext } from '@graphkeep/core'

import { sendJson } from '../client/read-json.ts'
import { type FoundMail, findMarked, type KnownMail } from './find-mail.ts'
import { mostAttempts, pauseMs, tookNoEffect, whatHappened } from './patience.ts'

/** A draft that stands, or a mail that turns out to have been sent already. */
export type Drafted = KnownMail & Pick<FoundMail, 'state'>

interface CreatedDraft {
  readonly id: string
  readonly internetMessageId?: string
}

/**
 * Makes a draft under a Message-ID of ours. When the answer gets lost the draft is looked for before another is made.
 *
 * @throws GraphFailure when there is none in the end; nothing has been sent then.
 */
export async function writeDraft(
  context: Pick<ToolContext, 'fetch' | 'signal' | 'clock'>,
  message: object,
  marker: string,
): Promise<Drafted> {
  const body = { ...message, internetMessageId: marker }
  let first: GraphFailure | undefined
  for (let attempt = 1; ; attempt++) {
    try {
      const { id, internetMessageId = marker } = await sendJson<CreatedDraft>(context, '/me/messages', body)
      return { id, marker: internetMessageId, state: 'draft' }
    } catch (error) {
      if (!(error instanceof GraphFailure) || tookNoEffect(error)) throw error
      first ??= error
      await context.clock.sleep(pauseMs(attempt), context.signal)
      const found = await findMarked(context, marker).catch(ignoreFailure)
      if (found) return { ...found, marker }
      if (attempt === mostAttempts) throw noDraft(first)
    }
  }
}

function ignoreFailure(error: unknown): undefined {
  if (!(error instanceof GraphFailure)) throw error
}

function noDraft(failure: GraphFailure): GraphFailure {
  const { status, graphCode, requestId, retryAfterMs } = failure
  return new GraphFailure(
    `${whatHappened(failure)} Nothing was sent. Try again in a minute; a draft of it may stand in Drafts.`,
    { status, graphCode, requestId, retryAfterMs, retryable: true },
  )
}
