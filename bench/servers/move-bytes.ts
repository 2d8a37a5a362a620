import { Readable } from 'node:stream'

import { staticToken } from '@graphkeep/graph-tools/auth'
import { createGraphClient } from '@graphkeep/graph-tools/client'
import { downloadFile, type TransferContext, uploadFile } from '@graphkeep/graph-tools/transfer'
import { type Client, LargeFileUploadTask, StreamUpload } from '@microsoft/microsoft-graph-client'

import { microsoftClient } from '../graph-client/microsoft-client.ts'
import { isPattern, patternFrom } from '../transfer/pattern.ts'

const [way = '', url = '', warmUpUrl = '', length = '0'] = process.argv.slice(2)
const path = '/me/drive/root:/large.bin'

const warmUpSize = 20_000_000

const scope = { tenant: 'contoso.com', account: 'ada@contoso.com' }

/** Microsoft's client knows https alone; what it asks of Graph's host goes to the bench's. */
const outside = 'https://graph.microsoft.com'

/** Where bytes go to or come from, and how many. */
interface Journey {
  readonly url: string
  readonly size: number
}

const ways: Record<string, (journey: Journey) => Promise<unknown>> = {
  'graphkeep upload': ({ url, size }) =>
    uploadFile(ours(url), path, { size, open: (offset) => Readable.from(patternFrom(offset, size)) }),
  'graphkeep download': async ({ url, size }) => read((await downloadFile(ours(url), path)).stream, size),
  'microsoft upload': uploadWithMicrosoft,
  'microsoft download': async ({ url, size }) =>
    read(await theirs(url).api(`${path}:/content`).getStream(), size),
}

function ours(url: string): TransferContext {
  const client = createGraphClient({ tokens: staticToken('token'), baseUrl: `${url}/v1.0` })
  return { scope, fetch: client.fetchFor(scope), signal: new AbortController().signal }
}

function theirs(url: string): Client {
  return microsoftClient('token', (input, init) => fetch(String(input).replace(outside, url), init))
}

/** As its documentation says: `upload`, and `resume` after whatever went wrong. */
async function uploadWithMicrosoft({ url, size }: Journey): Promise<void> {
  const stream = Readable.from(patternFrom(0, size), { objectMode: false })
  const session = { url: `${outside}/storage/upload`, expiry: new Date(Date.now() + 3_600_000) }
  const task = new LargeFileUploadTask(theirs(url), new StreamUpload(stream, 'large.bin', size), session)
  let failures = 0
  const again = async (error: unknown): Promise<unknown> => {
    if (++failures > 60) throw error
    return task.resume().catch(again)
  }
  await task.upload().catch(again)
}

async function read(stream: AsyncIterable<Uint8Array>, size: number): Promise<void> {
  let at = 0
  for await (const chunk of stream) {
    if (!isPattern(chunk, at)) throw new Error(`other bytes at ${at}`)
    at += chunk.length
  }
  if (at !== size) throw new Error(`ended at ${at}`)
}

const idle = process.memoryUsage.rss()
await ways[way]?.({ url: warmUpUrl, size: warmUpSize })
globalThis.gc?.()
const before = process.memoryUsage.rss()
let peak = before
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss())
}, 10)
const started = performance.now()
const error = await ways[way]?.({ url, size: Number(length) }).then(
  () => '',
  (error: Error) => error.message.split('.')[0],
)
clearInterval(watch)
console.log(
  JSON.stringify({
    seconds: (performance.now() - started) / 1000,
    overIdle: (peak - idle) / 2 ** 20,
    overWarm: (peak - before) / 2 ** 20,
    error,
  }),
)
process.exit()
