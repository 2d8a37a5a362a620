import type { MessageContent } from './message-content.ts'

/** The names by which Graph takes the folders that every mailbox has. */
export const wellKnownFolders = [
  'archive',
  'clutter',
  'conflicts',
  'conversationhistory',
  'deleteditems',
  'drafts',
  'inbox',
  'junkemail',
  'localfailures',
  'msgfolderroot',
  'outbox',
  'recoverableitemsdeletions',
  'scheduled',
  'searchfolders',
  'sentitems',
  'serverfailures',
  'syncissues',
] as const

/** A folder that every mailbox has, by the name that stands for its id. */
export type WellKnownFolder = (typeof wellKnownFolders)[number]

/** A folder of a mailbox. */
export interface MailFolder {
  /** Its number: the id is made of it. */
  readonly number: number
  displayName: string
  /** `undefined` for the root, whose id is still a parent's id. */
  parent: MailFolder | undefined
  readonly children: MailFolder[]
  /** The newest first. */
  readonly messages: Message[]
  readonly wellKnown: WellKnownFolder | undefined
  /** What a search folder finds; `undefined` for folders that messages are in. */
  search: FolderSearch | undefined
  readonly isHidden: boolean
}

/** What makes a folder show messages that are in others. */
export interface FolderSearch {
  /** A `$filter` on messages. */
  readonly filterQuery: string
  /** As the client named them. */
  readonly sourceFolderIds: readonly string[]
  readonly includeNestedFolders: boolean
  /** What it finds now, the newest first. */
  find(): Message[]
}

/** A message in a mailbox. */
export interface Message extends MessageContent {
  /** Its number for good: the immutable id is made of it. */
  readonly serial: number
  /** Its number in its present folder: the ordinary id is made of it. */
  entry: number
  folder: MailFolder
  /** Grows with every change. */
  version: number
  readonly createdDateTime: string
  lastModifiedDateTime: string
  /** The beginning of the text, kept because making it is costly; `undefined` until asked for. */
  preview: string | undefined
}
