import { text } from 'node:stream/consumers'
import { writeHeapSnapshot } from 'node:v8'

import { bearer } from '../../src/connect/bearer.ts'
import { createGraphkeep } from '../../src/create-graphkeep.ts'

const [, , url = '', snapshot = ''] = process.argv
const stale = { freshMs: 1, staleMs: 100_000, graceMs: 200_000, jitter: 0 }
const keep = await createGraphkeep({
  connect: bearer({
    scope: { tenant: 'none', account: 'none' },
    token: 'none',
    baseUrl: `${new URL(url).origin}/v1.0`,
  }),
  storage: 'memory',
  policies: { 'mail.list': stale },
})

/** Reads and writes with each token, fresh and behind stale answers, and keeps what a host may keep. */
async function callWithEach(): Promise<readonly unknown[]> {
  const { scope, tokens } = JSON.parse(await text(process.stdin))
  const kept: unknown[] = []
  const call = (name: string, input: object, token: string) =>
    keep.call(name, input, { scope, token }).then(
      ({ freshness }) => kept.push(freshness?.state ?? 'written'),
      (error) => kept.push(error),
    )
  for (const token of tokens) {
    await call('contact_list', {}, token)
    for (const _ of ['fresh', 'stale']) {
      await call('email_list', {}, token)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    await call('email_send', { to: ['ada@contoso.example'], subject: 'Hello', body: 'Hello' }, token)
  }
  return kept
}

const kept = await callWithEach()
await new Promise((resolve) => setTimeout(resolve, 500))
writeHeapSnapshot(snapshot)
console.log(JSON.stringify(kept.map((one) => (one instanceof Error ? one.name : one))))
await keep.close()
