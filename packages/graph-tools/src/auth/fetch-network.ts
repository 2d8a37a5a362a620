import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node'

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
  const answer = await fetch(url, { method, headers, body: body ?? null })
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: (await answer.json()) as T,
  }
}
