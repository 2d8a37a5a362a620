import { isObject, type JsonObject } from '../gateway/parse-json.ts'
import type { ImportedKind } from './imported-thing.ts'

/** A thing of the data, in the order in which things are taken; `undefined` instead of what is no object. */
export interface FoundThing {
  readonly kind: ImportedKind | 'unknown'
  readonly name: string
  readonly json: JsonObject | undefined
}

/** The collections in the order in which they are taken: what others refer to comes first. */
const collections: readonly (readonly [name: string, kind: ImportedKind])[] = [
  ['users', 'users'],
  ['mailFolders', 'mailFolders'],
  ['messages', 'messages'],
  ['events', 'events'],
  ['contacts', 'contacts'],
  ['todoLists', 'todoLists'],
  ['lists', 'todoLists'],
  ['driveItems', 'driveItems'],
]

/** Finds the things in a page, a list, or an object of collections; throws a `TypeError` for anything else. */
export function findThings(data: unknown): readonly FoundThing[] {
  if (Array.isArray(data)) return sorted(data.map((each, i) => thing(each, kindOf(each), `[${i}]`)))
  if (!isObject(data)) throw new TypeError('The data has to be an object or a list')
  const { value } = data
  if (Array.isArray(value)) {
    const page = kindOfContext(data['@odata.context'])
    return sorted(value.map((each, i) => thing(each, page ?? kindOf(each), `value[${i}]`)))
  }
  const names = Object.keys(data).filter((name) => !name.includes('@'))
  const strange = names.filter((name) => !collections.some(([known]) => known === name))
  if (names.length === 0 || strange.length > 0)
    throw new TypeError(
      `The data has ${strange.length === 0 ? 'nothing in it' : strange.join(', ')}; known are ${collections.map(([name]) => name).join(', ')}, or "value"`,
    )
  return collections.flatMap(([name, kind]) =>
    listIn(data[name], name).map((each, i) => thing(each, kind, `${name}[${i}]`)),
  )
}

function listIn(value: unknown, name: string): readonly unknown[] {
  if (value === undefined) return []
  const list: unknown = isObject(value) ? value['value'] : value
  if (!Array.isArray(list)) throw new TypeError(`${name} has to be a list, or a page with "value"`)
  return list
}

function thing(value: unknown, kind: FoundThing['kind'], place: string): FoundThing {
  if (!isObject(value)) return { kind, name: place, json: undefined }
  const called = value['subject'] ?? value['displayName'] ?? value['name'] ?? value['title']
  const name = typeof called === 'string' && called !== '' ? `${place} ${called.slice(0, 60)}` : place
  return { kind, name, json: value }
}

function sorted(things: readonly FoundThing[]): readonly FoundThing[] {
  const rank = ({ kind }: FoundThing): number => collections.findIndex(([, known]) => known === kind)
  return things.toSorted((a, b) => rank(a) - rank(b))
}

function kindOfContext(context: unknown): ImportedKind | undefined {
  const [, last = ''] =
    /\$metadata#(?:.*\/)?(\w+)(?:\('[^']*'\))?(?:\([^)]*\))?$/.exec(String(context ?? '')) ?? []
  return aliases[last] ?? collections.find(([name]) => name === last)?.[1]
}

const aliases: Readonly<Record<string, ImportedKind>> = {
  children: 'driveItems',
  childFolders: 'mailFolders',
  calendarView: 'events',
}

/** What a thing without a collection is: by its type, or by members that nothing else has. */
function kindOf(value: unknown): FoundThing['kind'] {
  if (!isObject(value)) return 'unknown'
  const type = String(value['@odata.type'] ?? '').replace('#microsoft.graph.', '')
  if (types[type] !== undefined) return types[type]
  return signs.find(([members]) => members.every((name) => name in value))?.[1] ?? 'unknown'
}

const types: Readonly<Record<string, ImportedKind>> = {
  user: 'users',
  mailFolder: 'mailFolders',
  message: 'messages',
  eventMessage: 'messages',
  eventMessageRequest: 'messages',
  event: 'events',
  contact: 'contacts',
  todoTaskList: 'todoLists',
  driveItem: 'driveItems',
}

const signs: readonly (readonly [members: readonly string[], kind: ImportedKind])[] = [
  [['userPrincipalName'], 'users'],
  [['childFolderCount', 'displayName'], 'mailFolders'],
  [['start', 'end'], 'events'],
  [['receivedDateTime'], 'messages'],
  [['toRecipients'], 'messages'],
  [['emailAddresses'], 'contacts'],
  [['givenName'], 'contacts'],
  [['wellknownListName'], 'todoLists'],
  [['tasks'], 'todoLists'],
  [['name', 'file'], 'driveItems'],
  [['name', 'folder'], 'driveItems'],
  [['name', 'contentBytes'], 'driveItems'],
]
