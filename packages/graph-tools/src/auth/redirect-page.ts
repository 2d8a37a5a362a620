import { timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the provider sent the browser back with. */
export interface RedirectAnswer {
  /** The code; `undefined` when the person was refused or declined. */
  readonly code: string | undefined

  /** The provider's word for a refusal. */
  readonly error: string | undefined

  /** What the provider says of it; may tell who signed in. */
  readonly description: string | undefined

  /** Shows the person how it ended. */
  show(outcome: 'success' | 'failure'): void
}

/** A page on this machine to which the provider sends the browser. */
export interface RedirectPage extends AsyncDisposable {
  readonly redirectUri: string

  /** Waits for the answer that holds the state; every other is refused and does not end the wait. */
  answerTo(state: string): Promise<RedirectAnswer>
}

const largestBody = 64 * 1024

/** Opens the page on a free port, for this machine alone. */
export async function openRedirectPage(): Promise<RedirectPage> {
  const { promise, resolve } = Promise.withResolvers<RedirectAnswer>()
  let expected: string | undefined
  const server = createServer((request, response) => {
    take(request, expected).then(
      (form) => {
        if (!form) return page(response, 400, 'This is not the answer that was waited for.')
        resolve({
          code: form.get('code') ?? undefined,
          error: form.get('error') ?? undefined,
          description: form.get('error_description') ?? undefined,
          show: (outcome) => page(response, 200, texts[outcome]),
        })
      },
      () => page(response, 400, 'This cannot be read.'),
    )
  })
  await new Promise<void>((listening, failed) =>
    server.once('error', failed).listen(0, '127.0.0.1', listening),
  )

  return {
    // Registrations of apps allow any port of `localhost` by this name.
    redirectUri: `http://localhost:${(server.address() as AddressInfo).port}`,

    answerTo(state) {
      expected = state
      return promise
    },

    [Symbol.asyncDispose]: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeIdleConnections()
        setTimeout(() => server.closeAllConnections(), 500).unref()
      }),
  }
}

const texts = {
  success: 'You are signed in. You can close this window.',
  failure: 'You are not signed in. The program that asked you says why. You can close this window.',
}

async function take(
  request: IncomingMessage,
  expected: string | undefined,
): Promise<URLSearchParams | undefined> {
  if (request.method !== 'POST' || request.url !== '/' || expected === undefined) return undefined
  let body = ''
  for await (const chunk of request) {
    body += String(chunk)
    if (body.length > largestBody) return undefined
  }
  const form = new URLSearchParams(body)
  return isSame(form.get('state') ?? '', expected) ? form : undefined
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function page(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'",
    'cache-control': 'no-store',
    connection: 'close',
  })
  response.end(`<!doctype html><html lang="en"><title>Sign-in</title><p>${text}</p></html>`)
}
