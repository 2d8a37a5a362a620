import { badRequest } from '../errors/catalog.ts'
import { refuse } from '../errors/graph-problem.ts'
import type { Comparison, FilterNode, Literal, Path } from './filter-syntax.ts'
import { type Token, tokenizeFilter, unquote } from './tokenize-filter.ts'

/** The deepest nesting of a filter; deeper ones are refused, so that a hostile one cannot exhaust the stack. */
const deepest = 100

interface Reader {
  readonly source: string
  peek(ahead?: number): Token
  take(): Token
  /** Takes the mark when it comes next. */
  skip(mark: string): boolean
  /** Takes the mark or refuses the filter. */
  expect(mark: string): void
}

/**
 * Reads the value of `$filter` by OData's grammar: `or` binds least, then `and`, `not`, the comparisons.
 *
 * Refuses with Graph's 400 `Invalid filter clause` where the grammar ends.
 */
export function parseFilter(source: string): FilterNode {
  const reader = createReader(source)
  const tree = readOr(reader, 0)
  if (reader.peek().kind !== 'end') syntaxError(reader)
  return tree
}

function readOr(reader: Reader, depth: number): FilterNode {
  let left = readAnd(reader, depth)
  while (isWord(reader.peek(), 'or')) {
    reader.take()
    left = { kind: 'or', left, right: readAnd(reader, depth) }
  }
  return left
}

function readAnd(reader: Reader, depth: number): FilterNode {
  let left = readComparison(reader, depth)
  while (isWord(reader.peek(), 'and')) {
    reader.take()
    left = { kind: 'and', left, right: readComparison(reader, depth) }
  }
  return left
}

function readComparison(reader: Reader, depth: number): FilterNode {
  const left = readUnary(reader, depth)
  const operator = reader.peek()
  if (operator.kind !== 'name') return left
  const name = operator.text.toLowerCase()
  if (isComparison(name)) {
    reader.take()
    return { kind: 'compare', operator: name, left, right: readUnary(reader, depth) }
  }
  if (name !== 'in') return left
  reader.take()
  return { kind: 'in', operand: left, values: readValues(reader) }
}

function readUnary(reader: Reader, depth: number): FilterNode {
  if (depth > deepest) refuse(badRequest('Invalid filter clause: Recursion depth exceeded allowed limit.'))
  const token = reader.peek()
  if (isWord(token, 'not') && reader.peek(1).text !== '/') {
    reader.take()
    return { kind: 'not', operand: readComparison(reader, depth + 1) }
  }
  if (reader.skip('(')) {
    const inner = readOr(reader, depth + 1)
    reader.expect(')')
    return inner
  }
  return token.kind === 'name' ? readNamed(reader, depth) : readLiteral(reader)
}

function readNamed(reader: Reader, depth: number): FilterNode {
  const constant = constants.get(reader.peek().text.toLowerCase())
  if (constant !== undefined && reader.peek(1).text !== '/') {
    reader.take()
    return constant
  }
  const names = [reader.take().text]
  if (reader.peek().text === '(') return readCall(reader, names[0] ?? '', depth)
  while (reader.skip('/')) {
    const name = reader.take()
    if (name.kind !== 'name') syntaxError(reader, name)
    const operator = name.text.toLowerCase()
    if ((operator === 'any' || operator === 'all') && reader.peek().text === '(')
      return readLambda(reader, operator, { kind: 'path', names }, depth)
    names.push(name.text)
  }
  return { kind: 'path', names }
}

function readCall(reader: Reader, name: string, depth: number): FilterNode {
  reader.expect('(')
  const operands: FilterNode[] = []
  if (reader.skip(')')) return { kind: 'call', name, operands }
  do operands.push(readOr(reader, depth + 1))
  while (reader.skip(','))
  reader.expect(')')
  return { kind: 'call', name, operands }
}

function readLambda(reader: Reader, operator: 'any' | 'all', collection: Path, depth: number): FilterNode {
  reader.expect('(')
  if (reader.skip(')'))
    return { kind: 'lambda', operator, collection, variable: undefined, predicate: undefined }
  const variable = reader.take()
  if (variable.kind !== 'name') syntaxError(reader, variable)
  reader.expect(':')
  const predicate = readOr(reader, depth + 1)
  reader.expect(')')
  return { kind: 'lambda', operator, collection, variable: variable.text, predicate }
}

function readValues(reader: Reader): readonly Literal[] {
  reader.expect('(')
  const values: Literal[] = []
  do values.push(constantOrLiteral(reader))
  while (reader.skip(','))
  reader.expect(')')
  return values
}

function constantOrLiteral(reader: Reader): Literal {
  const constant = constants.get(reader.peek().text.toLowerCase())
  if (constant === undefined) return readLiteral(reader)
  reader.take()
  return constant
}

function readLiteral(reader: Reader): Literal {
  const token = reader.take()
  const literal = (type: Literal['type'], value: Literal['value']): Literal => ({
    kind: 'literal',
    type,
    value,
  })
  if (token.kind === 'string') return literal('String', unquote(token.text))
  if (token.kind === 'number') return literal('Number', Number(token.text))
  if (token.kind === 'moment') return literal('DateTimeOffset', token.text)
  if (token.kind === 'day') return literal('Date', token.text)
  if (token.kind === 'time') return literal('TimeOfDay', token.text)
  if (token.kind === 'guid') return literal('Guid', token.text.toLowerCase())
  syntaxError(reader, token)
}

const constants: ReadonlyMap<string, Literal> = new Map([
  ['true', { kind: 'literal', type: 'Boolean', value: true }],
  ['false', { kind: 'literal', type: 'Boolean', value: false }],
  ['null', { kind: 'literal', type: 'Null', value: null }],
])

const comparisons: readonly string[] = ['eq', 'ne', 'gt', 'ge', 'lt', 'le']

function isComparison(name: string): name is Comparison {
  return comparisons.includes(name)
}

function isWord(token: Token, word: string): boolean {
  return token.kind === 'name' && token.text.toLowerCase() === word
}

function createReader(source: string): Reader {
  const tokens = tokenizeFilter(source)
  const end: Token = { kind: 'end', text: '', at: source.length }
  let next = 0
  const reader: Reader = {
    source,
    peek: (ahead = 0) => tokens[next + ahead] ?? end,
    take: () => tokens[next++] ?? end,
    skip(mark) {
      const here = reader.peek().kind === 'mark' && reader.peek().text === mark
      if (here) next++
      return here
    },
    expect(mark) {
      if (!reader.skip(mark)) syntaxError(reader)
    },
  }
  return reader
}

function syntaxError(reader: Reader, token: Token = reader.peek()): never {
  const at = token.kind === 'end' ? reader.source.length : token.at
  refuse(badRequest(`Invalid filter clause: Syntax error at position ${at} in '${reader.source}'.`))
}
