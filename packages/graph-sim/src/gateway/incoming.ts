/** A request in the form that the gateway works with, however it came. */
export interface Incoming {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly body: Uint8Array
  readonly signal: AbortSignal | undefined
  readonly redirect: 'follow' | 'error' | 'manual'
}

const nothing = new Uint8Array(0)

/** Reads the arguments of `fetch`; rejects as `fetch` does when they are no request. */
export async function readIncoming(input: string | URL | Request, init: RequestInit = {}): Promise<Incoming> {
  if (typeof input === 'string' || input instanceof URL) {
    const method = (init.method ?? 'GET').toUpperCase()
    return {
      method,
      url: new URL(input),
      headers: new Headers(init.headers),
      body: await bytesOf(init.body),
      signal: init.signal ?? undefined,
      redirect: init.redirect ?? 'follow',
    }
  }
  const request = new Request(input, init)
  return {
    method: request.method.toUpperCase(),
    url: new URL(request.url),
    headers: request.headers,
    body: request.body === null ? nothing : new Uint8Array(await request.arrayBuffer()),
    signal: request.signal,
    redirect: request.redirect,
  }
}

async function bytesOf(body: RequestInit['body']): Promise<Uint8Array> {
  if (body === undefined || body === null) return nothing
  if (typeof body === 'string') return Buffer.from(body)
  if (body instanceof Uint8Array) return Uint8Array.from(body)
  return new Uint8Array(await new Response(body).arrayBuffer())
}
