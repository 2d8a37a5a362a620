import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'

import { isPattern, patternFrom } from '../transfer/pattern.ts'

/** A drive with one file, of which nothing is kept: it checks what comes, and makes what goes. Its line breaks when told to. */
const [size = 0, cuts = 0] = process.argv.slice(2).map(Number)
const step = Math.floor(size / (cuts + 1))
const stats = { cuts: 0, parts: 0, again: 0, gotBytes: 0, gaveBytes: 0, isWhole: true }
let next = 0
let cutAt = cuts > 0 ? step : Number.POSITIVE_INFINITY

function cut(response: ServerResponse): void {
  stats.cuts++
  cutAt = stats.cuts < cuts ? cutAt + step : Number.POSITIVE_INFINITY
  response.socket?.destroy()
}

const progress = () => ({
  expirationDateTime: new Date(Date.now() + 3_600_000).toISOString(),
  nextExpectedRanges: next < size ? [`${next}-`] : [],
})

function itemAt(host: string | undefined): object {
  const at = `http://${host}/storage/download`
  return { id: '1', name: 'large.bin', size, cTag: 'c', file: {}, '@microsoft.graph.downloadUrl': at }
}

/** Takes a part; every other cut comes in its middle, the rest when it has been written and only the answer is missing. */
async function takePart(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [start = 0, last = 0] = (request.headers['content-range'] ?? '').match(/\d+/g)?.map(Number) ?? []
  stats.parts++
  let at = start
  for await (const chunk of request) {
    if (!isPattern(chunk, at)) stats.isWhole = false
    at += chunk.length
    stats.gotBytes += chunk.length
    if (at > cutAt && stats.cuts % 2 === 0) return cut(response)
  }
  if (start !== next) {
    stats.again += at - start
    return answer(response, 416, { error: { code: 'invalidRange' } })
  }
  next = last + 1
  if (at > cutAt) return cut(response)
  if (next < size) answer(response, 202, progress())
  else answer(response, 201, itemAt(request.headers.host))
}

function give({ headers }: IncomingMessage, response: ServerResponse): void {
  const start = Number(/^bytes=(\d+)-/.exec(headers.range ?? '')?.[1] ?? 0)
  response.writeHead(headers.range ? 206 : 200, {
    etag: '"1"',
    'content-length': size - start,
    ...(headers.range && { 'content-range': `bytes ${start}-${size - 1}/${size}` }),
  })
  let at = start
  const bytes = Readable.from(patternFrom(start, size), { objectMode: false })
  bytes.on('data', (chunk: Uint8Array) => {
    at += chunk.length
    stats.gaveBytes += chunk.length
    if (at > cutAt) bytes.destroy() && cut(response)
  })
  bytes.pipe(response)
}

function answer(response: ServerResponse, status: number, json: object): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(json))
}

const server = createServer((request, response) => {
  const { method, url = '/', headers } = request
  request.on('error', () => {})
  if (url === '/stats') return answer(response, 200, stats)
  if (url.endsWith('createUploadSession'))
    return answer(response, 200, { uploadUrl: `http://${headers.host}/storage/upload`, ...progress() })
  if (url === '/storage/upload' && method === 'PUT') return void takePart(request, response).catch(() => {})
  if (url === '/storage/upload') return answer(response, 200, progress())
  if (url === '/storage/download') return give(request, response)
  if (url.endsWith('/content')) {
    response.writeHead(302, { location: `http://${headers.host}/storage/download` })
    return response.end()
  }
  return answer(response, 200, itemAt(headers.host))
})
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
