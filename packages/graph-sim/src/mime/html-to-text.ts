const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  copy: '©',
  reg: '®',
  euro: '€',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  zwnj: '\u200c',
}

/**
 * Writes HTML as plain text with CRLF line ends, as the service does for `outlook.body-content-type="text"`.
 *
 * Hidden elements are kept: the service does not look at styles.
 */
export function htmlToText(html: string): string {
  const marked = withoutElements(withoutComments(html))
    .replace(/\s+/g, ' ')
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<\/(p|div|tr|h[1-6]|li|ul|ol|table|blockquote)\s*>/gi, '\n')
    .replace(/<hr\b[^<>]*>/gi, '\n________________________________\n')
    .replace(/<li\b[^<>]*>/gi, '  * ')
    .replace(/<\/t[dh]\s*>/gi, ' ')
    .replace(/<[a-z/!?][^>]*>?/gi, '')
  return decodeEntities(marked)
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .replaceAll('\n', '\r\n')
}

/** A comment without an end stays; after one there is no other to look for. */
function withoutComments(html: string): string {
  let kept = ''
  let from = 0
  for (;;) {
    const start = html.indexOf('<!--', from)
    const end = start < 0 ? -1 : html.indexOf('-->', start + 4)
    if (end < 0) return kept + html.slice(from)
    kept += html.slice(from, start)
    from = end + 3
  }
}

/** Takes out elements whose content nobody reads; each is looked for once to the end, so that unclosed ones cost little. */
function withoutElements(html: string): string {
  const opening = /<(script|style|head|title)\b/gi
  const unclosed = new Set<string>()
  let kept = ''
  let from = 0
  for (let found = opening.exec(html); found !== null; found = opening.exec(html)) {
    const name = (found[1] ?? '').toLowerCase()
    if (unclosed.has(name)) continue
    const closing = new RegExp(`</${name}\\s*>`, 'gi')
    closing.lastIndex = opening.lastIndex
    if (closing.test(html)) {
      kept += html.slice(from, found.index)
      from = closing.lastIndex
      opening.lastIndex = from
    } else unclosed.add(name)
  }
  return kept + html.slice(from)
}

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return entities[String(name).toLowerCase()] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
