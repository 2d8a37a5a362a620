import { GraphFailure } from '@graphkeep/core'

/** Where a request goes. */
export interface GraphUrl {
  /** Absolute. */
  readonly url: string

  /** Below the API's version, with its query. */
  readonly path: string
}

/**
 * Places a path below the API's base, or accepts a link that Graph gave and that stays below it.
 *
 * @throws GraphFailure for a link that leads elsewhere; TypeError for a path that does.
 */
export function graphUrl(pathOrLink: string, baseUrl: string): GraphUrl {
  const isLink = /^https?:\/\//i.test(pathOrLink)
  if (!isLink && !pathOrLink.startsWith('/')) throw new TypeError('A path of Microsoft Graph starts with "/"')
  const url = URL.parse(isLink ? pathOrLink : `${baseUrl}${pathOrLink}`)?.href ?? ''
  if (url.startsWith(`${baseUrl}/`)) return { url, path: url.slice(baseUrl.length) }
  if (!isLink) throw new TypeError('The path leaves the API')
  throw new GraphFailure(
    'Microsoft Graph gave a link that leads to another host, and it was not followed. List again from the start.',
    { status: 0 },
  )
}

/**
 * Accepts an address outside the API that Graph gave.
 *
 * @throws GraphFailure for one that is not encrypted, unless the API itself is not.
 */
export function outsideUrl(address: string, baseUrl: string): string {
  const url = URL.parse(address)
  if (url && ['https:', new URL(baseUrl).protocol].includes(url.protocol)) return url.href
  throw new GraphFailure(
    'Microsoft Graph gave an address that is not encrypted, and it was not used. Check the network.',
    { status: 0 },
  )
}

/** Puts somebody in the place of `me`, which an application does not have, and which is not who owns a shared mailbox. */
export function onBehalfOf(path: string, owner: string | undefined): string {
  if (owner === undefined) return path
  return path.replace(/^\/me(?=[/?#]|$)/, `/users/${encodeURIComponent(owner)}`)
}
