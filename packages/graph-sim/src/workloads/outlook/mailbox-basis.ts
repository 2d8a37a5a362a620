import { idMalformed } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { DecodedId, OutlookIds } from './outlook-ids.ts'

/** What the stores of one mailbox share: numbers that never repeat, ids made of them, and the time. */
export interface MailboxBasis {
  readonly ids: OutlookIds
  /** A number that no folder or item of this mailbox has had. */
  nextNumber(): number
  /** A version higher than all before. */
  nextVersion(): number
  /** A Message-ID that nobody has used. */
  newMessageId(): string
  /** An iCalendar UID that nobody has used, in the hexadecimal form of Outlook. */
  newUid(): string
  /** A GUID that nobody has used. */
  newGuid(): string
  /** The display name that the tenant knows for an address; `undefined` for strangers. */
  nameOf(address: string): string | undefined
  /** Now, as Graph writes it: ISO 8601 in whole seconds. */
  timestamp(): string
  /** Reads an id of this mailbox; refuses ids that are malformed, and those of others as not found. */
  decode(id: string): DecodedId
}

/** Refuses an id of the wrong form, e.g. a folder's where an item's is wanted. */
export function requireForm(decoded: DecodedId, ...forms: readonly DecodedId['form'][]): DecodedId {
  return forms.includes(decoded.form) ? decoded : refuse(idMalformed)
}
