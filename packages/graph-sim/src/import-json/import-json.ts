import { GraphProblem } from '../errors/graph-problem.ts'
import { stateOf } from '../tenant/insides.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { hasMailbox } from '../workloads/directory/has-mailbox.ts'
import { type FoundThing, findThings } from './find-things.ts'
import { type ImportedThing, type JsonImportResult, NotTaken } from './imported-thing.ts'
import type { JsonPlace, TakenThing } from './json-place.ts'
import type { JsonTarget } from './json-target.ts'
import { takeContact } from './take-contact.ts'
import { takeDriveItem } from './take-drive-item.ts'
import { takeEvent } from './take-event.ts'
import { takeMailFolder } from './take-mail-folder.ts'
import { takeMessage } from './take-message.ts'
import { takeTodoList } from './take-todo-list.ts'
import { takeUser } from './take-user.ts'

/**
 * Takes over what somebody saved of Graph: a page with `value`, a list, or an object of collections (`users`,
 * `mailFolders`, `messages` with their `attachments`, `events`, `contacts`, `todoLists` with their `tasks`, and
 * `driveItems` with `contentBytes`). Each thing is taken whole or refused with the reason; nothing is sent to anybody.
 *
 * Throws a `RangeError` for a user that does not exist or has no mailbox, and a `TypeError` for what is no such data.
 *
 * @example
 * ```ts
 * const { things } = importJson(tenant, JSON.parse(await readFile('messages.json', 'utf8')))
 *
 * for (const thing of things) if (thing.outcome === 'refused') console.log(thing.name, thing.reason)
 * ```
 */
export function importJson(tenant: Tenant, data: unknown, target: JsonTarget = {}): JsonImportResult {
  const state = stateOf(tenant)
  const owner = target.user === undefined ? state.me : state.directory.find(target.user)
  if (owner === undefined)
    throw new RangeError(`There is no user "${target.user}" in the tenant: see tenant.users`)
  if (!hasMailbox(owner)) throw new RangeError(`"${target.user}" has no mailbox`)
  const found = findThings(data)
  const at = state.clock.now()
  const things = state.timeline.during(at, () => {
    const place: JsonPlace = {
      state,
      owner,
      mailbox: state.mailbox(owner),
      folders: new Map(),
      threads: new Map(),
      driveFolders: new Map(),
    }
    return found.map((thing) => takeOne(thing, place))
  })
  state.journal.note({ kind: 'json', at, data: structuredClone(data), target })
  return { things, imported: things.filter(({ outcome }) => outcome === 'imported').length }
}

const takers = {
  users: takeUser,
  mailFolders: takeMailFolder,
  messages: takeMessage,
  events: takeEvent,
  contacts: takeContact,
  todoLists: takeTodoList,
  driveItems: takeDriveItem,
} as const

function takeOne({ kind, name, json }: FoundThing, place: JsonPlace): ImportedThing {
  if (json === undefined) return { kind, name, outcome: 'refused', reason: 'It is no object.' }
  if (kind === 'unknown')
    return {
      kind,
      name,
      outcome: 'refused',
      reason: 'Nothing says what it is: put it into a collection with a name.',
    }
  try {
    const { id, notes }: TakenThing = takers[kind](json, place)
    return { kind, name, outcome: 'imported', id, notes }
  } catch (error) {
    if (error instanceof GraphProblem || error instanceof NotTaken)
      return { kind, name, outcome: 'refused', reason: error.message }
    throw error
  }
}
