import { refuse } from '../errors/graph-problem.ts'
import { validationFailed } from '../workloads/subscriptions/subscription-problems.ts'
import type { Sender } from './post-json.ts'

/** How long an endpoint may take to answer, in milliseconds (Graph rule 42). */
const patience = 10_000

/** Asks an endpoint to give a token back as plain text; refuses when it does not (Graph rule 42). */
export async function validateEndpoint(sender: Sender, address: string, requestId: string): Promise<void> {
  const token = `Validation: Testing client application reachability for subscription Request-Id: ${requestId}`
  const url = new URL(address)
  const query = `validationToken=${encodeURIComponent(token)}`
  url.search = url.search === '' ? query : `${url.search}&${query}`
  const message = { contentType: 'text/plain; charset=utf-8', body: '' }
  const { status, contentType, text } = await sender.post(url.href, message, patience)
  if (status === 'late') refuse(validationFailed('Subscription validation request timed out.'))
  if (status !== 200)
    refuse(
      validationFailed(
        'Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request.',
      ),
    )
  if (text !== token || !/^text\/plain\b/i.test(contentType))
    refuse(
      validationFailed(
        'Subscription validation request failed. Response must exactly match validationToken query parameter.',
      ),
    )
}
