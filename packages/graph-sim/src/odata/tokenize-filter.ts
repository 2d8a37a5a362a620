import { badRequest } from '../errors/catalog.ts'
import { refuse } from '../errors/graph-problem.ts'

/** One word of a filter and where it begins. */
export interface Token {
  readonly kind: 'name' | 'string' | 'number' | 'moment' | 'day' | 'time' | 'guid' | 'mark' | 'end'
  readonly text: string
  readonly at: number
}

const patterns: readonly (readonly [Token['kind'], RegExp])[] = [
  ['guid', /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-])/iy],
  ['moment', /\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,12})?)?(?:Z|[+-]\d\d:\d\d)(?!\w)/iy],
  ['day', /\d{4}-\d\d-\d\d(?![\w-])/y],
  ['time', /\d\d:\d\d:\d\d(?:\.\d{1,12})?(?!\w)/y],
  ['number', /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?!\w)/iy],
  ['name', /[\p{L}_$@][\p{L}\p{N}_.]*/uy],
  ['mark', /[(),:/]/y],
]

const space = /\s*/y
const quoted = /'(?:[^']|'')*'/y

/** Splits a filter into words; refuses what is no word, with OData's own message. */
export function tokenizeFilter(source: string): readonly Token[] {
  const tokens: Token[] = []
  let at = skipSpace(source, 0)
  while (at < source.length) {
    const token = readToken(source, at)
    tokens.push(token)
    at = skipSpace(source, at + token.text.length)
  }
  return [...tokens, { kind: 'end', text: '', at: source.length }]
}

/** The value of a quoted string: a doubled quote stands for one. */
export function unquote(text: string): string {
  return text.slice(1, -1).replaceAll("''", "'")
}

function readToken(source: string, at: number): Token {
  if (source[at] === "'") {
    const text = match(quoted, source, at)
    if (text !== undefined) return { kind: 'string', text, at }
    refuse(
      badRequest(
        `Invalid filter clause: There is an unterminated string literal at position ${source.length} in '${source}'.`,
      ),
    )
  }
  for (const [kind, pattern] of patterns) {
    const text = match(pattern, source, at)
    if (text !== undefined) return { kind, text, at }
  }
  refuse(
    badRequest(
      `Invalid filter clause: Syntax error: character '${source[at]}' is not valid at position ${at} in '${source}'.`,
    ),
  )
}

function skipSpace(source: string, at: number): number {
  space.lastIndex = at
  space.test(source)
  return Math.max(at, space.lastIndex)
}

function match(pattern: RegExp, source: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(source)?.[0]
}
