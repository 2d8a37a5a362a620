/** How much of a text stands before and after a word that was found. */
const around = 60
const most = 3

/** Picks the places of a text where words were found, marked with `<c0>` and with `<ddd/>` for what is left out. */
export function summarize(text: string, words: readonly string[]): string {
  const flat = text.replace(/\s+/g, ' ').trim()
  const expression = expressionFor(words)
  const places = expression === undefined ? [] : [...flat.matchAll(expression)].slice(0, most)
  if (places.length === 0) return flat.length > 2 * around ? `${flat.slice(0, 2 * around)} <ddd/>` : flat
  let end = 0
  let summary = ''
  for (const { index, 0: found } of places) {
    const start = Math.max(end, index - around)
    const stop = Math.min(flat.length, index + found.length + around)
    summary += `${start > end ? ' <ddd/> ' : ''}${flat.slice(start, Math.max(start, index))}`
    if (index >= end) summary += `<c0>${found}</c0>${flat.slice(index + found.length, stop)}`
    end = Math.max(end, stop)
  }
  return `${summary.trim()}${end < flat.length ? ' <ddd/>' : ''}`
}

function expressionFor(words: readonly string[]): RegExp | undefined {
  const literal = words.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  return literal.length === 0 ? undefined : new RegExp(`(?<![\\p{L}\\p{N}])(?:${literal.join('|')})`, 'giu')
}
