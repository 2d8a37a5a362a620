import { calendarEvents } from '../calendar/calendar-tags.ts'
import { allContacts } from '../contact/contact-tags.ts'
import { emailFolder, emailItem, emailLists, emailSearches } from '../email/email-tags.ts'
import { fileItem, fileLists } from '../file/file-tags.ts'
import { allFolders } from '../folder/folder-tags.ts'
import { ownUser } from '../user/user-tags.ts'
import type { DeltaChange } from './delta-change.ts'
import type { DeltaResource } from './delta-resource.ts'

/**
 * Returns the tags of all cached answers that a change makes untrue, for a cache that is kept true by rounds of changes.
 *
 * @example
 * ```ts
 * const apply = (changes: readonly DeltaChange[]) =>
 *   cache.invalidate(scope, { tags: changes.flatMap((change) => changedTags('messages', change)) }, 'delta')
 * ```
 */
export function changedTags(kind: DeltaResource['kind'], { id }: Pick<DeltaChange, 'id'>): readonly string[] {
  return tagsOf[kind](id)
}

/** No change tells where a message came from, so every list may have held it. */
const tagsOf: Readonly<Record<DeltaResource['kind'], (id: string) => readonly string[]>> = {
  messages: (id) => [emailItem(id), emailLists, emailSearches, allFolders],
  mailFolders: (id) => [allFolders, emailFolder(id), emailSearches],
  calendarView: () => [calendarEvents],
  contacts: () => [allContacts],
  driveItems: (id) => [fileItem(id), fileLists],
  users: () => [ownUser],
  groups: () => [],
}
