import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Json } from '../graph-client.ts'

/** A request that an endpoint has received. */
export interface Received {
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** How an endpoint answers; `undefined` for never. */
export type Answering = (request: Received) => { status: number; type?: string; body?: string } | undefined

/** A client's endpoint on this machine. */
export interface Listener extends AsyncDisposable {
  /** Its address, with a path. */
  readonly url: string
  /** What it has received but for validation requests. */
  readonly received: readonly Received[]
  readonly validations: readonly Received[]
  /** The notifications in what it has received, in their order. */
  notifications(): readonly Json[]
  close(): Promise<void>
}

/** Answers validation requests as Graph wants it, and takes everything else with 202. */
export function obedient({ url }: Received): { status: number; type?: string; body?: string } {
  const token = new URL(url, 'http://localhost').searchParams.get('validationToken')
  return token === null ? { status: 202 } : { status: 200, type: 'text/plain', body: token }
}

/** Opens an endpoint on a free port of the loopback interface. */
export async function listen(answer: Answering = obedient): Promise<Listener> {
  const received: Received[] = []
  const validations: Received[] = []
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = []
    for await (const chunk of request) chunks.push(chunk as Uint8Array)
    const one = { url: request.url ?? '', headers: request.headers, text: Buffer.concat(chunks).toString() }
    if (one.url.includes('validationToken=')) validations.push(one)
    else received.push(one)
    const answered = answer(one)
    if (answered === undefined) return
    response.writeHead(answered.status, { 'Content-Type': answered.type ?? 'text/plain' })
    response.end(answered.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    validations,
    notifications: () => received.flatMap(({ text }) => JSON.parse(text).value as Json[]),
    close,
    [Symbol.asyncDispose]: close,
  }
}
