import { defineTool, GraphFailure, SignInRequired } from '@graphkeep/core'
import { z } from 'zod'

/** What a foreign error carries that no client may see. */
export const canary = 'Bearer canary-7f3a'

const permissions = { delegated: [], application: [] }

const failRead = defineTool({
  name: 'fail_read',
  title: 'Fail to read',
  description: 'Fails as it is told.',
  effect: 'read',
  permissions,
  input: z.object({ how: z.enum(['throttled', 'signed-out', 'foreign', 'output']) }),
  output: z.object({ text: z.string() }),
  async run({ how }) {
    if (how === 'output') return { text: 7 as unknown as string }
    throw failureOf(how)
  },
})

const failWrite = defineTool({
  name: 'fail_write',
  title: 'Fail to write',
  description: 'Fails after it may have written.',
  effect: 'write',
  permissions,
  input: z.object({ how: z.enum(['lost', 'foreign']) }),
  output: z.object({}),
  run: ({ how }) => Promise.reject(failureOf(how)),
})

/** Tools that fail as they are told. */
export const failingTools = [failRead, failWrite] as const

function failureOf(how: 'throttled' | 'signed-out' | 'foreign' | 'lost'): Error {
  switch (how) {
    case 'throttled':
      return new GraphFailure('Microsoft Graph asks to slow down. Wait, then call again.', {
        status: 429,
        graphCode: 'TooManyRequests',
        requestId: 'req-1',
        retryAfterMs: 29_100,
        retryable: true,
      })
    case 'lost':
      return new GraphFailure('Microsoft Graph did not answer', { status: 0, outcomeUnknown: true })
    case 'signed-out':
      return new SignInRequired('Nobody is signed in. Run "graphkeep connect" first.')
    case 'foreign':
      return new Error(`connect ECONNREFUSED, sent ${canary}`)
  }
}
