import { unsupportedDirectoryQuery } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'

/** Properties whose text is split into words; all others are compared from their beginning (Graph rule 7). */
const tokenised: readonly string[] = ['displayname', 'description']

const searchable: readonly string[] = [
  ...tokenised,
  'mail',
  'mailnickname',
  'userprincipalname',
  'givenname',
  'surname',
  'proxyaddresses',
]

/**
 * Finds users, or other directory objects, by a directory `$search`: clauses `"property:value"` joined by AND and OR, with brackets.
 *
 * Refuses what is not of that form.
 */
export function searchUsers<row extends object>(users: readonly row[], text: string): readonly row[] {
  const words = text.match(/"[^"]*"|\(|\)|[^\s()"]+/g) ?? []
  const reader = { words, at: 0 }
  const test = readOr(reader)
  if (reader.at < words.length) malformed()
  return users.filter(test)
}

type Test = (user: object) => boolean
interface Reader {
  readonly words: readonly string[]
  at: number
}

function readOr(reader: Reader): Test {
  let left = readAnd(reader)
  while (takeWord(reader, 'OR')) {
    const [a, b] = [left, readAnd(reader)]
    left = (user) => a(user) || b(user)
  }
  return left
}

function readAnd(reader: Reader): Test {
  let left = readClause(reader)
  while (takeWord(reader, 'AND')) {
    const [a, b] = [left, readClause(reader)]
    left = (user) => a(user) && b(user)
  }
  return left
}

function readClause(reader: Reader): Test {
  if (takeWord(reader, '(')) {
    const inner = readOr(reader)
    if (!takeWord(reader, ')')) malformed()
    return inner
  }
  const [, property = '', value = ''] = /^"([a-z]+):(.*)"$/is.exec(reader.words[reader.at++] ?? '') ?? []
  const name = property.toLowerCase()
  if (!searchable.includes(name) || value === '') malformed()
  return clause(name, value.toLowerCase())
}

function clause(name: string, value: string): Test {
  return (user) => {
    const found = Object.entries(user).find(([key]) => key.toLowerCase() === name)?.[1]
    const texts = (Array.isArray(found) ? found : [found]).filter((each) => typeof each === 'string')
    if (!tokenised.includes(name)) return texts.some((each) => each.toLowerCase().startsWith(value))
    const wanted = wordsOf(value)
    return texts.some((each) => wanted.every((word) => wordsOf(each).some((own) => own.startsWith(word))))
  }
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
}

function takeWord(reader: Reader, word: string): boolean {
  const here = reader.words[reader.at] === word
  if (here) reader.at++
  return here
}

function malformed(): never {
  refuse(
    unsupportedDirectoryQuery(
      'Unsupported $search: write "property:value" in double quotes, joined by AND or OR.',
    ),
  )
}
