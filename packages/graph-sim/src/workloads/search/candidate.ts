import type { KqlTerm } from '../../search/kql-syntax.ts'
import { matchesMoment } from '../../search/match-moment.ts'
import { matchesNumber } from '../../search/match-number.ts'
import { matchesText } from '../../search/match-text.ts'
import type { SearchedType } from './searched-type.ts'

/** Something of SharePoint or OneDrive that a search may find. */
export interface Candidate {
  readonly type: SearchedType
  readonly hitId: string
  readonly managed: ManagedProperties
  /** What free words are looked for in, besides the title. */
  readonly text: string
  /** The usual properties of the resource. */
  readonly resource: Readonly<Record<string, unknown>>
  /** For a list item, what is in its columns by name. */
  readonly columns?: Readonly<Record<string, unknown>>
}

/** What the search index knows of each, under the names that queries, orders and aggregations use. */
export interface ManagedProperties {
  readonly title: string
  readonly author: string
  readonly modifiedby: string
  readonly path: string
  readonly created: string
  readonly lastmodifiedtime: string
  readonly contentclass: string
  readonly filetype: string
  readonly size: number
  readonly isdocument: string
}

const otherNames: Readonly<Record<string, keyof ManagedProperties>> = {
  filename: 'title',
  name: 'title',
  createdby: 'author',
  lastmodifiedby: 'modifiedby',
  createddatetime: 'created',
  lastmodifieddatetime: 'lastmodifiedtime',
  write: 'lastmodifiedtime',
  fileextension: 'filetype',
}

const names: readonly (keyof ManagedProperties)[] = [
  'title',
  'author',
  'modifiedby',
  'path',
  'created',
  'lastmodifiedtime',
  'contentclass',
  'filetype',
  'size',
  'isdocument',
]

/** The managed property of a name, in any casing; `undefined` when the index has none. */
export function managedName(name: string): keyof ManagedProperties | undefined {
  const lower = name.toLowerCase()
  return names.find((one) => one === lower) ?? otherNames[lower]
}

/** Whether a term of a query fits; properties that the index does not have fit nothing. */
export function matchesCandidate({ managed, text }: Candidate, term: KqlTerm, now: number): boolean {
  if (term.property === undefined)
    return matchesText(`${managed.title}\n${managed.author}\n${text}`.toLowerCase(), term)
  const name = managedName(term.property)
  if (name === undefined) return false
  if (name === 'size') return matchesNumber(managed.size, term)
  if (name === 'created' || name === 'lastmodifiedtime') return matchesMoment(managed[name], term, now)
  const value = managed[name].toLowerCase()
  const wanted = term.value.toLowerCase()
  if (name === 'path') return decoded(value).startsWith(decoded(wanted))
  if (name === 'isdocument') return value === wanted.replace(/^(1|yes)$/, 'true').replace(/^(0|no)$/, 'false')
  if (term.operator === '<>') return value !== wanted
  return term.operator === '=' ? value === wanted : matchesText(value, term)
}

/** Addresses are written with and without percent-encoding. */
function decoded(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}
