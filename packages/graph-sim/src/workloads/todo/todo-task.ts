import type { Upload } from '../../uploads/uploads.ts'
import type { LocalTime, Recurrence } from '../calendar/event.ts'
import type { Attachment } from '../mail/attachment.ts'
import type { ItemBody } from '../mail/message-content.ts'

/** A list of tasks in Microsoft To Do. */
export interface TodoList {
  /** Its number: the id is made of it. */
  readonly number: number
  displayName: string
  /** Grows with every change. */
  version: number
  /** `none` for lists that somebody made; the two others are in every mailbox. */
  readonly wellknownListName: 'none' | 'defaultList' | 'flaggedEmails'
  /** The newest first. */
  readonly tasks: TodoTask[]
}

/** A step of a task. */
export interface ChecklistItem {
  readonly id: string
  readonly createdDateTime: string
  displayName: string
  isChecked: boolean
  /** `undefined` while it is not checked. */
  checkedDateTime: string | undefined
}

/** Where a task comes from, in another app. */
export interface LinkedResource {
  readonly id: string
  applicationName: string | null
  displayName: string | null
  externalId: string | null
  webUrl: string | null
}

/** What somebody says about a task, under Graph's own names. */
export interface TodoContent {
  title: string
  body: ItemBody
  /** `undefined` for a task whose body was never set. */
  bodyLastModifiedDateTime: string | undefined
  categories: readonly string[]
  importance: 'low' | 'normal' | 'high'
  status: 'notStarted' | 'inProgress' | 'completed' | 'waitingOnOthers' | 'deferred'
  isReminderOn: boolean
  startDateTime: LocalTime | undefined
  dueDateTime: LocalTime | undefined
  reminderDateTime: LocalTime | undefined
  completedDateTime: LocalTime | undefined
  recurrence: Recurrence | null
}

/** A task in a list. */
export interface TodoTask extends TodoContent {
  /** Its number: the id is made of it. */
  readonly number: number
  /** Grows with every change. */
  version: number
  readonly list: TodoList
  readonly createdDateTime: string
  lastModifiedDateTime: string
  readonly checklistItems: ChecklistItem[]
  readonly linkedResources: LinkedResource[]
  readonly attachments: Attachment[]
}

/** What an upload to a task is for. */
export interface TaskUploadGoal {
  readonly task: TodoTask
  readonly file: {
    readonly name: string
    readonly size: number
    /** `undefined` where neither the client nor the name tells. */
    readonly contentType: string | undefined
  }
}

/** A file on its way to a task. */
export type TaskUpload = TaskUploadGoal & Upload
