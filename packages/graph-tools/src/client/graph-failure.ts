import { GraphFailure } from '@graphkeep/core'

import { errorIn } from './error-body.ts'
import { adviceFor, explain, nameOf } from './explanation.ts'
import { canBeSentAgain, type GraphCall, isWrite } from './graph-call.ts'
import { retryAfterMs } from './retry-after.ts'

/**
 * Makes the error of an answer that is no success. Nothing of the answer's text, URL or token goes into it.
 *
 * One in a batch may claim success all the same.
 *
 * @param options.advice What to do next when a permission is missing, where more is known of it than the answer tells.
 */
export async function refusal(
  answer: Response,
  call: GraphCall,
  { now, advice: known }: { readonly now: number; readonly advice?: string | undefined },
): Promise<GraphFailure> {
  const { status } = answer
  const error = errorIn(await answer.json().catch(() => undefined))
  const { what, next, retryable = false, lacksPermission } = explain(status, error)
  const wait = retryAfterMs(answer.headers, now)
  const outcomeUnknown = isWrite(call) && (answer.ok || status === 502 || status === 504)
  const advice = outcomeUnknown
    ? unknownOutcome(call)
    : ((lacksPermission ? known : undefined) ?? `${whySpent(call, status)}${adviceFor(next, wait)}`)
  return new GraphFailure(`${what} (${nameOf(status, error)}). ${advice}`, {
    status,
    graphCode: error?.code,
    requestId: answer.headers.get('request-id') ?? error?.requestId,
    retryAfterMs: wait,
    retryable: retryable && (mayRepeat(call) || !outcomeUnknown),
    outcomeUnknown,
  })
}

/** Makes the error of a request that nothing answered; `why` is a clause. */
export function noAnswer(call: GraphCall, why: string, options?: ErrorOptions): GraphFailure {
  const outcomeUnknown = isWrite(call)
  const advice = outcomeUnknown ? unknownOutcome(call) : 'Check the network, then try again.'
  return new GraphFailure(
    `Microsoft Graph gave no answer: ${why}. ${advice}`,
    { status: 0, retryable: mayRepeat(call) || !outcomeUnknown, outcomeUnknown },
    options,
  )
}

/** Makes the error of a request whose time was over before it could be sent. */
export function neverSent(): GraphFailure {
  return new GraphFailure(
    'Too many requests are waiting for Microsoft Graph: the time for this one was over before it could be sent. Try again in a minute.',
    { status: 0, retryable: true },
  )
}

/** A sentence on what would have been repeated otherwise. */
function whySpent(call: GraphCall, status: number): string {
  if (canBeSentAgain(call) || ![401, 429].includes(status)) return ''
  return 'It was not repeated, because its body was a stream, which is used up: it takes a new one. '
}

function unknownOutcome(call: GraphCall): string {
  if (mayRepeat(call)) return 'Whether it took effect is not known; doing it again does no harm.'
  const repeated = call.repeatable ? '' : ', and it was not repeated'
  return `Whether it took effect is not known${repeated}. ${call.lookAt ?? 'Look whether it did before doing it again.'}`
}

/** Whether the caller may: it may not where the client alone knows how to repeat without harm. */
function mayRepeat({ lookAt, repeatable }: GraphCall): boolean {
  return repeatable && lookAt === undefined
}
