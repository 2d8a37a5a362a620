import { itemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { isObject } from '../../gateway/parse-json.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { meetingExpanders } from '../calendar/meeting-expanders.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import { messageExpanders } from './attachment-entity.ts'
import type { MailFolder, Message } from './mail-folder.ts'
import { messageEntity } from './message-entity.ts'

/** The mailbox that a path names. */
export function mailboxOf(call: Call): Mailbox {
  return call.tenant.mailbox(call.user)
}

/** The folder that a path names. */
export function folderOf(call: Call): MailFolder {
  return mailboxOf(call).folders.find(call.params['folder'] ?? '')
}

/** The message that a path names; when the path names its folder too, it has to be in there. */
export function messageOf(call: Call): Message {
  const mailbox = mailboxOf(call)
  const message = mailbox.messages.find(call.params['message'] ?? '')
  if (call.params['folder'] !== undefined && !isIn(folderOf(call), message)) refuse(itemNotFound)
  return message
}

function isIn(folder: MailFolder, message: Message): boolean {
  return folder.search === undefined ? message.folder === folder : folder.messages.includes(message)
}

/** The entity set of the messages that a path is about, for `@odata.context`. */
export function messageContext(call: Call): string {
  const owner = `users('${call.user.id}')`
  const folder = call.params['folder']
  return folder === undefined
    ? `${owner}/messages`
    : `${owner}/mailFolders('${encodeURIComponent(folder)}')/messages`
}

/** Writes one message as an answer's body. */
export function messageBody(call: Call, message: Message): Record<string, unknown> {
  const { ids } = mailboxOf(call)
  const context = messageContext(call)
  const body = entityBody(call, {
    entity: messageEntity(ids),
    row: message,
    context,
    expand: { ...messageExpanders(call, ids), ...meetingExpanders(call) },
  })
  if (!isObject(body['event'])) return body
  const { event, ...rest } = body
  const inner = `${context}('${encodeURIComponent(String(body['id']))}')/microsoft.graph.eventMessage/event`
  return { ...rest, 'event@odata.context': `${call.base}/$metadata#${inner}/$entity`, event }
}
