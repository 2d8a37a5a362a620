import { badRequest, notSimulated } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'

/** A type of entity that can be searched for. */
export type SearchedType = keyof typeof searchedTypes

interface TypeRules {
  /** Only types of the same store can be searched for together. */
  readonly store: 'messages' | 'events' | 'chats' | 'sharePoint'
  /** The most results on a page. */
  readonly largestPage: number
  /** Any of them suffices for a signed-in user. */
  readonly delegated: readonly string[]
  /** Any of them suffices for an app; empty where apps cannot search. */
  readonly application: readonly string[]
  readonly sorts: 'fixed' | 'as asked'
  readonly aggregates: 'nothing' | 'refiners'
}

const files = ['Files.Read.All', 'Files.ReadWrite.All', 'Sites.Read.All', 'Sites.ReadWrite.All']
const sites = ['Sites.Read.All', 'Sites.ReadWrite.All']
const outlook = { largestPage: 25, application: [], sorts: 'fixed', aggregates: 'nothing' } as const
const sharePoint = { store: 'sharePoint', largestPage: 1000, sorts: 'as asked' } as const

/** What the search API says of each type. */
export const searchedTypes = {
  message: { ...outlook, store: 'messages', delegated: ['Mail.Read', 'Mail.ReadWrite'] },
  event: { ...outlook, store: 'events', delegated: ['Calendars.Read', 'Calendars.ReadWrite'] },
  chatMessage: {
    ...outlook,
    store: 'chats',
    largestPage: 1000,
    delegated: ['Chat.Read', 'Chat.ReadWrite', 'ChannelMessage.Read.All'],
  },
  driveItem: { ...sharePoint, delegated: files, application: files, aggregates: 'refiners' },
  listItem: { ...sharePoint, delegated: sites, application: sites, aggregates: 'refiners' },
  list: { ...sharePoint, delegated: sites, application: sites, aggregates: 'refiners' },
  site: { ...sharePoint, delegated: sites, application: sites, aggregates: 'nothing' },
  drive: { ...sharePoint, delegated: files, application: files, aggregates: 'nothing', sorts: 'fixed' },
} as const satisfies Readonly<Record<string, TypeRules>>

/** Graph has them; they need connectors, answers of an administrator, or an API in preview. */
const notServed: readonly string[] = ['externalItem', 'acronym', 'bookmark', 'qna', 'person']

/** Reads the types of a request; refuses unknown ones and those that cannot be searched for together. */
export function readTypes(value: unknown): readonly [SearchedType, ...SearchedType[]] {
  if (!Array.isArray(value)) refuse(badRequest('The entityTypes of a search request are required.'))
  const [first, ...rest] = [...new Set(value.map(readType))]
  if (first === undefined) refuse(badRequest('The entityTypes of a search request are required.'))
  const other = rest.find((type) => searchedTypes[type].store !== searchedTypes[first].store)
  if (other !== undefined)
    refuse(badRequest(`The entity types '${first}' and '${other}' cannot be searched for in one request.`))
  return [first, ...rest]
}

function readType(value: unknown): SearchedType {
  const name = String(value).replace(/^#?microsoft\.graph\./, '')
  if (notServed.includes(name)) refuse(notSimulated(`the search for the entity type ${name}`))
  const type = (Object.keys(searchedTypes) as SearchedType[]).find((known) => known === name)
  return type ?? refuse(badRequest(`Invalid entity type '${name.slice(0, 80)}'.`))
}
