import type { AnyTool } from '@graphkeep/core'

import { calendarCreateEvent } from './calendar/calendar-create-event.ts'
import { calendarListEvents } from './calendar/calendar-list-events.ts'
import { contactList } from './contact/contact-list.ts'
import { emailGet } from './email/email-get.ts'
import { emailList } from './email/email-list.ts'
import { emailMarkRead } from './email/email-mark-read.ts'
import { emailMove } from './email/email-move.ts'
import { emailSearch } from './email/email-search.ts'
import { emailSend } from './email/email-send.ts'
import { fileGet } from './file/file-get.ts'
import { fileList } from './file/file-list.ts'
import { folderGetTree } from './folder/folder-get-tree.ts'
import { folderList } from './folder/folder-list.ts'
import { userWhoami } from './user/user-whoami.ts'

export { permissionsOf } from './permissions-of.ts'

/** Every tool of Microsoft Graph, family by family; the order does not change. */
export const catalog: readonly AnyTool[] = Object.freeze([
  emailList,
  emailGet,
  emailSearch,
  emailSend,
  emailMove,
  emailMarkRead,
  folderList,
  folderGetTree,
  calendarListEvents,
  calendarCreateEvent,
  contactList,
  fileList,
  fileGet,
  userWhoami,
])
