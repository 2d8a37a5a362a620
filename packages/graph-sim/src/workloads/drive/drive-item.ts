import type { FileParts } from '../../documents/file-parts.ts'
import type { User } from '../directory/user.ts'
import type { Grant } from '../drive-sharing/grant.ts'

/** A file or a folder of a drive. */
export interface DriveItem {
  /** Its number: id and ETag are made of it. */
  readonly number: number
  name: string
  /** `undefined` for the root. */
  parent: DriveItem | undefined
  /** For a folder; `undefined` for a file. */
  readonly children: Map<string, DriveItem> | undefined
  createdDateTime: string
  lastModifiedDateTime: string
  createdBy: User
  lastModifiedBy: User
  /** Grows with every change of anything. */
  version: number
  /** Grows with every change of the content. */
  contentVersion: number
  description: string | undefined
  /** For a file; `undefined` for a folder. */
  content: FileContent | undefined
  /** What the content was before, the oldest first; empty for a folder. */
  readonly history: FileVersion[]
  /** Whom it is shared with besides its owner. */
  readonly grants: Grant[]
  /** What is in the columns of its library, by their names. */
  readonly fields: Map<string, FieldValue>
  /** The times that a client has noted of its own copy; without them the item's own. */
  fileTimes: FileTimes
  /** Whether what is shared above it counts for it, too. */
  inherits: boolean
  /** By whom it is checked out; `undefined` when it is not. */
  checkout: Checkout | undefined
}

/** A file that one person works on alone, as it was before. */
export interface Checkout {
  readonly by: User
  readonly content: FileContent | undefined
  readonly contentVersion: number
  /** How many former contents there were. */
  readonly versions: number
}

/** What stands in a column of a list. */
export type FieldValue = string | number | boolean | object

/** The times of a client's copy of a file. */
export interface FileTimes {
  readonly createdDateTime?: string
  readonly lastModifiedDateTime?: string
}

/** A former content of a file. */
export interface FileVersion {
  /** Counts from 1; the id is made of it. */
  readonly number: number
  readonly content: FileContent
  readonly lastModifiedDateTime: string
  readonly lastModifiedBy: User
}

/** What is in a file. */
export interface FileContent {
  /** In bytes. */
  readonly size: number
  readonly mimeType: string
  /** The bytes, made when they are asked for. */
  readonly bytes: () => Uint8Array
  /** The same bytes in pieces, for what need not have them in one. */
  readonly parts: () => FileParts
  /** Words in the file that a search finds; empty for pictures and the like. */
  readonly text: string
}
