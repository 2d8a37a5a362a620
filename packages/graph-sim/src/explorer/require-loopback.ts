import type { IncomingMessage } from 'node:http'

/**
 * Why a request may not look into the tenant; `undefined` when it may. It has to come from this machine, ask for it by a
 * name of this machine (so that no page elsewhere can have its own name lead here), and not come from another site.
 */
export function refusedFor({ headers, socket }: IncomingMessage): string | undefined {
  if (!isLoopbackAddress(socket.remoteAddress ?? '')) return 'The explorer answers this machine only.'
  if (!isLoopbackName(hostOf(`http://${headers.host ?? ''}`)))
    return 'The explorer answers under the names of this machine only: localhost, 127.0.0.1 and [::1].'
  const { origin } = headers
  if (origin !== undefined && !isSameHost(origin, headers.host))
    return 'The explorer does not answer the pages of other sites.'
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    return 'The explorer does not answer the pages of other sites.'
  return undefined
}

function isLoopbackAddress(address: string): boolean {
  return /^(?:::ffff:)?127\.|^::1$/.test(address)
}

function isLoopbackName(name: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(name)
}

function isSameHost(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === host
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : ''
}
