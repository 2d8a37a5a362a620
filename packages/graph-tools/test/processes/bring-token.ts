import { text } from 'node:stream/consumers'
import { writeHeapSnapshot } from 'node:v8'

import { createEvents } from '@graphkeep/core'

import { createGraphClient } from '../../src/client.ts'

const [, , url = '', snapshot = ''] = process.argv
const events = createEvents()
const kept: unknown[] = [['this text is', 'kept'].join(' ')]
events.on('graph.request', (event) => kept.push(event))
const client = createGraphClient({ baseUrl: `${url.replace(/\/(v1\.0)?\/?$/, '')}/v1.0`, events })

/** Calls with each token, and keeps what a host may keep: the events and the errors. */
async function callWithEach(): Promise<readonly string[]> {
  const { scope, tokens } = JSON.parse(await text(process.stdin))
  const outcomes = await Promise.allSettled(
    tokens.map(async (token: string) => {
      const fetch = client.fetchFor(scope, undefined, { token })
      const answers = await Promise.all(
        ['/me/contacts?$top=1', '/me/events?$top=1'].map((path) => fetch(path)),
      )
      for (const answer of answers) await answer.json()
    }),
  )
  kept.push(...outcomes)
  return outcomes.map(({ status }) => status)
}

console.log(JSON.stringify(await callWithEach()))
await new Promise((resolve) => setTimeout(resolve, 50))
writeHeapSnapshot(snapshot)
if (kept.length === 0) throw new Error('Nothing was kept')
