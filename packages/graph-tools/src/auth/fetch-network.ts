import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node'

/** Nobody waits longer for the sign-in service: others wait behind who does. */
const limitMs = 30_000

/** Lets the sign-in library send its requests with a `fetch` of the host's choice. */
export function fetchNetwork(fetch: typeof globalThis.fetch): INetworkModule {
  return {
    sendGetRequestAsync: (url, options) => send(fetch, 'GET', url, options),
    sendPostRequestAsync: (url, options) => send(fetch, 'POST', url, options),
  }
}

async function send<T>(
  fetch: typeof globalThis.fetch,
  method: 'GET' | 'POST',
  url: string,
  { headers = {}, body }: NetworkRequestOptions = {},
): Promise<NetworkResponse<T>> {
  const answer = await fetch(url, {
    method,
    headers,
    body: body ?? null,
    // What is sent may be a secret, and is meant for nobody else.
    redirect: 'error',
    signal: AbortSignal.timeout(limitMs),
  })
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: (await answer.json()) as T,
  }
}
