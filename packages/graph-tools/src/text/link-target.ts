const longest = 200

/**
 * Returns where a link leads, for a reader: a web address, cut with `…` when it is very long, or a mail address.
 * `undefined` for anything else.
 */
export function linkTarget(href: string | undefined): string | undefined {
  const url = URL.parse(href?.trim() ?? '')
  if (url?.protocol === 'mailto:') return decoded(url.pathname)
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') return undefined
  return url.href.length > longest ? `${url.href.slice(0, longest)}…` : url.href
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
