import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'

import { startProcess } from './support/start-process.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

/** An origin that takes its time and counts. */
async function slowOrigin() {
  const origin = { requests: 0, url: '' }
  const server = createServer(async (_request, response) => {
    origin.requests += 1
    await setTimeout(200)
    response.end('{"value":1}')
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  origin.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return origin
}

it('a thousand reads in four processes on one file make one request while nothing is kept, and one more when it is stale', async () => {
  const origin = await slowOrigin()
  const policy = { freshMs: 30_000, staleMs: 3_600_000, graceMs: 3_600_000, jitter: 0 }
  const input = {
    path: `${temporaryFolder()}/cache.db`,
    key: randomBytes(32).toString('hex'),
    url: origin.url,
    times: 250,
    policy,
  }
  const processes = Array.from({ length: 4 }, () => startProcess('read-at-once', input))
  for (const requests of [1, 2]) {
    for (const each of processes) expect(await each.nextLine()).toBe('ready')
    for (const each of processes) each.go()
    for (const each of processes) expect(await each.nextLine()).toBe('0')
    await expect.poll(() => origin.requests).toBe(requests)
  }
  for (const each of processes) expect(await each.ended()).toBe(0)
  expect(origin.requests).toBe(2)
})
