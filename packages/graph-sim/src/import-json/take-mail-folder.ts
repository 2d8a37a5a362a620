import type { JsonObject } from '../gateway/parse-json.ts'
import type { MailFolder } from '../workloads/mail/mail-folder.ts'
import { NotTaken } from './imported-thing.ts'
import type { JsonPlace, TakenThing } from './json-place.ts'

/** Takes a mail folder; one that is there already, such as the inbox, stands for the saved one. */
export function takeMailFolder(json: JsonObject, { mailbox, folders }: JsonPlace): TakenThing {
  const { id, displayName, parentFolderId } = json
  if (typeof displayName !== 'string' || displayName.trim() === '')
    throw new NotTaken('It has no displayName.')
  const parent = folders.get(String(parentFolderId)) ?? mailbox.folders.root
  const known = childOf(parent, displayName)
  const folder = known ?? mailbox.folders.create(displayName, parent)
  if (typeof id === 'string') folders.set(id, folder)
  return {
    id: mailbox.ids.folder(folder.number),
    notes: known === undefined ? [] : ['There was one of that name: it stands for it.'],
  }
}

function childOf({ children }: MailFolder, name: string): MailFolder | undefined {
  return children.find(({ displayName }) => displayName.toLowerCase() === name.toLowerCase())
}
