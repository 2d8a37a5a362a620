import type { User } from '../directory/user.ts'
import { type DirectoryObject, type Group, isGroup } from '../groups/group.ts'
import { type DirectoryRecord, kindOf } from './directory-record.ts'

/** Whatever the directory holds: a user, a group, or a record of another kind. */
export type AnyObject = DirectoryObject | DirectoryRecord

/** Whether an object is neither a user nor a group. */
export function isRecord(object: AnyObject): object is DirectoryRecord {
  return '@odata.type' in object
}

/** Whether an object is a user. */
export function isUser(object: AnyObject): object is User {
  return !isRecord(object) && !isGroup(object)
}

/** Whether an object is a group. */
export function isAnyGroup(object: AnyObject): object is Group {
  return !isRecord(object) && isGroup(object)
}

/** What an object is, as Graph's metadata names it, e.g. `user` or `servicePrincipal`. */
export function typeOf(object: AnyObject): string {
  if (isRecord(object)) return kindOf(object)
  return isGroup(object) ? 'group' : 'user'
}
