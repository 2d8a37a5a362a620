import { termsOf } from '../../search/evaluate-kql.ts'
import type { KqlNode } from '../../search/kql-syntax.ts'
import { matchesText } from '../../search/match-text.ts'

/** How well a query fits: a word in a title weighs as much as ten in a text. */
export function relevanceOf(title: string, text: string, tree: KqlNode): number {
  const words = termsOf(tree).filter(({ property }) => property === undefined)
  const [head, body] = [title.toLowerCase(), text.toLowerCase()]
  return words
    .map((term) => (matchesText(head, term) ? 10 : 0) + Math.min(9, countOf(body, term.value.toLowerCase())))
    .reduce((sum, weight) => sum + weight, 0)
}

/** The free words of a query, as an answer repeats them. */
export function searchTermsOf(tree: KqlNode): readonly string[] {
  return termsOf(tree)
    .filter(({ property }) => property === undefined)
    .map(({ value }) => value.replace(/\*$/, ''))
    .filter((word) => word !== '')
}

function countOf(text: string, word: string): number {
  return word === '' ? 0 : text.split(word).length - 1
}
