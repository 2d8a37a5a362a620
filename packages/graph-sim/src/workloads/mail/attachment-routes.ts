import { itemNotFound, methodNotAllowed } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { type Answer, created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { readJson } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Route } from '../../routing/route.ts'
import { type Attached, attachedTo, attachmentEntity } from './attachment-entity.ts'
import { attachmentFrom } from './attachment-from.ts'
import { attachmentListRules } from './attachment-rules.ts'
import { mailboxOf, messageContext, messageOf } from './mail-call.ts'
import { readMail, writeMail } from './mail-permissions.ts'
import { mimeOf } from './message-mime.ts'

const workload = 'outlook'
const messages = ['/users/{user}/messages/{message}', '/users/{user}/mailFolders/{folder}/messages/{message}']
const lists = messages.map((path) => `${path}/attachments`)
const ones = lists.map((path) => `${path}/{attachment}`)

/** Attachments, their bytes, and messages as MIME. */
export const attachmentRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: lists,
    workload,
    permissions: readMail,
    answer: (call) =>
      answerList(call, {
        entity: attachmentEntity,
        rules: attachmentListRules,
        rows: attachedTo(call, messageOf(call), mailboxOf(call).ids),
        context: contextOf(call),
        expand: { item: itemOf },
      }),
  },
  {
    method: 'GET',
    paths: ones,
    workload,
    permissions: readMail,
    answer: (call) => ok(oneBody(call, attachmentOf(call))),
  },
  {
    method: 'GET',
    paths: ones.map((path) => `${path}/$value`),
    workload,
    permissions: readMail,
    answer: (call) => rawAnswer(attachmentOf(call)),
  },
  {
    method: 'POST',
    paths: lists,
    workload,
    permissions: writeMail,
    answer(call) {
      const mailbox = mailboxOf(call)
      const message = messageOf(call)
      message.attachments.push(attachmentFrom(readJson(call), mailbox.timestamp()))
      mailbox.messages.touch(message)
      const row = attachedTo(call, message, mailbox.ids).at(-1) ?? refuse(itemNotFound)
      return created(oneBody(call, row))
    },
  },
  {
    method: 'DELETE',
    paths: ones,
    workload,
    permissions: writeMail,
    answer(call) {
      const message = messageOf(call)
      const { attachment } = attachmentOf(call)
      message.attachments.splice(message.attachments.indexOf(attachment), 1)
      mailboxOf(call).messages.touch(message)
      return noContent
    },
  },
  {
    method: 'GET',
    paths: messages.map((path) => `${path}/$value`),
    workload,
    permissions: readMail,
    answer: (call) => ({
      status: 200,
      bytes: mimeOf(messageOf(call)),
      headers: { 'Content-Type': 'text/plain' },
    }),
  },
]

function attachmentOf(call: Call): Attached {
  const { ids } = mailboxOf(call)
  const message = messageOf(call)
  const wanted = call.params['attachment']
  for (const form of ['mutable', 'immutable'] as const) {
    const view = { ...call.view, ids: form }
    const found = attachedTo({ ...call, view }, message, ids).find(({ id }) => id === wanted)
    if (found !== undefined)
      return attachedTo(call, message, ids)[message.attachments.indexOf(found.attachment)] ?? found
  }
  return refuse(itemNotFound)
}

function rawAnswer({ attachment }: Attached): Answer {
  if (attachment.kind === 'reference') refuse(methodNotAllowed)
  const type =
    attachment.kind === 'item' ? 'text/plain' : (attachment.contentType ?? 'application/octet-stream')
  return { status: 200, bytes: attachment.bytes(), headers: { 'Content-Type': type } }
}

function oneBody(call: Call, row: Attached): Record<string, unknown> {
  const body = entityBody(call, {
    entity: attachmentEntity,
    row,
    context: contextOf(call),
    expand: { item: itemOf },
  })
  if (!('item' in body)) return body
  const { item, ...rest } = body
  const context = `${call.base}/$metadata#${contextOf(call)}('${encodeURIComponent(row.id)}')/microsoft.graph.itemAttachment/item/$entity`
  return { ...rest, 'item@odata.context': context, item }
}

/** What an attached item says; nothing for files. */
function itemOf({ attachment }: Attached): unknown {
  return attachment.item
}

function contextOf(call: Call): string {
  return `${messageContext(call)}('${encodeURIComponent(call.params['message'] ?? '')}')/attachments`
}
