import type { KqlTerm } from './kql-syntax.ts'

/** Whether a term is in a text that is in lower case: whole words, or a phrase; `*` at the end asks for a beginning. */
export function matchesText(text: string, { value, form }: KqlTerm): boolean {
  const prefix = value.endsWith('*')
  const wanted = value.replace(/\*$/, '').toLowerCase()
  if (wanted === '') return text !== ''
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const before = at === 0 || isBoundary(text, at - 1, wanted[0])
    const end = at + wanted.length
    const after = prefix || end >= text.length || isBoundary(text, end, wanted.at(-1))
    if (before && after) return true
  }
  return form === 'word' && hasNoSpaces(wanted) && text.includes(wanted)
}

const letter = /[\p{L}\p{M}\p{N}]/u

function isBoundary(text: string, at: number, edge: string | undefined): boolean {
  return edge === undefined || !letter.test(edge) || !letter.test(text[at] ?? ' ')
}

/** Scripts without spaces between words are matched anywhere. */
function hasNoSpaces(text: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(text)
}
