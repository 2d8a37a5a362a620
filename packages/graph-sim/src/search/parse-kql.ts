import { badRequest } from '../errors/catalog.ts'
import { refuse } from '../errors/graph-problem.ts'
import type { KqlNode, KqlTerm } from './kql-syntax.ts'

const deepest = 50

interface Reader {
  readonly words: readonly string[]
  at: number
}

/**
 * Reads the value of `$search`, which stands in double quotes unless it is bare words (Graph rule 5).
 *
 * Words next to each other must all match; AND, OR and NOT in capitals, and brackets, combine them.
 */
export function parseKql(value: string): KqlNode {
  const trimmed = value.trim()
  const quoted = trimmed.length > 1 && trimmed.startsWith('"') && trimmed.endsWith('"')
  if (!quoted && /[^\p{L}\p{M}\p{N}\s_-]/u.test(trimmed)) syntaxError(trimmed)
  return parseKqlText(quoted ? trimmed.slice(1, -1).replaceAll('\\"', '"') : trimmed)
}

/** Reads a query that stands by itself, as in the body of a search request. */
export function parseKqlText(text: string): KqlNode {
  const words =
    text.match(
      /[a-z]+(?:<=|>=|<>|[:=<>])\s*"[^"]*"|[a-z]+(?:<=|>=|<>|[:=<>])\s*[^\s()"]+|"[^"]*"|[()]|[^\s()"]+/gi,
    ) ?? []
  const reader = { words, at: 0 }
  if (words.length === 0) return { kind: 'everything' }
  const tree = readOr(reader, 0)
  if (reader.at < words.length) syntaxError(text)
  return tree
}

function readOr(reader: Reader, depth: number): KqlNode {
  const operands = [readAnd(reader, depth)]
  while (takeWord(reader, 'OR')) operands.push(readAnd(reader, depth))
  return joined('or', operands)
}

function readAnd(reader: Reader, depth: number): KqlNode {
  const operands = [readNot(reader, depth)]
  for (;;) {
    const next = reader.words[reader.at]
    if (next === undefined || next === 'OR' || next === ')') return joined('and', operands)
    takeWord(reader, 'AND')
    operands.push(readNot(reader, depth))
  }
}

function joined(kind: 'and' | 'or', operands: readonly KqlNode[]): KqlNode {
  const [only, ...others] = operands
  return only !== undefined && others.length === 0 ? only : { kind, operands }
}

function readNot(reader: Reader, depth: number): KqlNode {
  if (depth > deepest) syntaxError('')
  if (takeWord(reader, 'NOT')) return { kind: 'not', operand: readNot(reader, depth + 1) }
  if (takeWord(reader, '(')) {
    const inner = readOr(reader, depth + 1)
    if (!takeWord(reader, ')')) syntaxError('(')
    return inner
  }
  const word = reader.words[reader.at++]
  if (word === undefined || word === ')' || word === 'AND' || word === 'OR') syntaxError(word ?? '')
  if (word.startsWith('-') && word.length > 1) return { kind: 'not', operand: term(word.slice(1)) }
  return term(word)
}

function term(word: string): KqlTerm {
  const [, property, operator = ':', rest = word] = /^([a-z]+)(<=|>=|<>|[:=<>])\s*(.+)$/is.exec(word) ?? []
  const phrase = /^"(.*)"$/s.exec(rest)?.[1]
  return {
    kind: 'term',
    property: property?.toLowerCase(),
    operator: operator as KqlTerm['operator'],
    value: phrase ?? rest,
    form: phrase === undefined ? 'word' : 'phrase',
  }
}

function takeWord(reader: Reader, word: string): boolean {
  const here = reader.words[reader.at] === word
  if (here) reader.at++
  return here
}

function syntaxError(text: string): never {
  const at = Math.max(0, text.search(/[^\p{L}\p{M}\p{N}\s_-]/u))
  const character = text[at] ?? ''
  refuse(badRequest(`Syntax error: character '${character}' is not valid at position ${at} in '${text}'.`))
}
