// The law: whatever a write makes untrue has a tag in common with the write. A list holds for the messages on it
// (`email:item`), for what else is in its folder (`email:folder`), and, since a move does not tell where a message came
// from, for all lists at once (`email:lists`). Lists of unread mail also change with messages that are not on them.

/** Every list of messages, found by folder or by search. */
export const emailLists = 'email:lists'

/** Every search. */
export const emailSearches = 'email:search'

/** Every list that shows unread messages only. */
export const emailUnreadLists = 'email:lists:unread'

/** A list of a folder that is known by a name only, because nothing on it tells its id. */
export const emailUnknownFolder = 'email:folder:unknown'

/** One message. */
export function emailItem(id: string): string {
  return `email:item:${id}`
}

/** What is in one folder; by id, or by a well-known name in lower case. */
export function emailFolder(id: string): string {
  return `email:folder:${isWellKnown(id) ? id.toLowerCase() : id}`
}

/** Says whether a folder is named and not identified: no id is that short. */
export function isWellKnown(folder: string): boolean {
  return folder.length < 40
}
