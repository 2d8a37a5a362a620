import { keepCustomData } from '../../custom-data/custom-data-from.ts'
import { newExtensions } from '../../custom-data/expand-custom-data.ts'
import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { accepted, created } from '../../gateway/answer.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import type { Route } from '../../routing/route.ts'
import { type AnswerKind, answerTo } from './answer-to.ts'
import { draftFrom, readMessageMembers } from './compose.ts'
import { contentFromMimeBody, isMime } from './content-from-mime.ts'
import { folderOf, mailboxOf, messageBody, messageOf } from './mail-call.ts'
import { sendMail, writeMail } from './mail-permissions.ts'
import { sendContent, sendDraft } from './send-message.ts'

const workload = 'outlook'
const lists = ['/users/{user}/messages', '/users/{user}/mailFolders/{folder}/messages']
const on = (suffix: string): readonly string[] => lists.map((path) => `${path}/{message}/${suffix}`)

/** Drafts, answers and sending. */
export const sendRoutes: readonly Route[] = [
  {
    method: 'POST',
    paths: lists,
    workload,
    permissions: writeMail,
    async answer(call) {
      const mailbox = mailboxOf(call)
      const folder =
        call.params['folder'] === undefined ? mailbox.folders.wellKnown('drafts') : folderOf(call)
      const members = isMime(call) ? {} : readMessageMembers(readJson(call), mailbox)
      const content = isMime(call) ? await contentFromMimeBody(call, mailbox) : draftFrom(members, mailbox)
      const message = mailbox.messages.add({ ...content, isDraft: true }, folder)
      keepCustomData(message, members)
      return created({ ...messageBody(call, message), ...newExtensions(message, members) })
    },
  },
  {
    method: 'POST',
    paths: ['/users/{user}/sendMail'],
    workload,
    permissions: sendMail,
    async answer(call) {
      const mailbox = mailboxOf(call)
      if (isMime(call)) sendContent(call, await contentFromMimeBody(call, mailbox), 'kept')
      else {
        const json = readJson(call)
        const message = messageIn(json)
        const content = draftFrom(readMessageMembers(message, mailbox), mailbox)
        const copy = /^false$/i.test(String(member(json, 'saveToSentItems'))) ? 'dropped' : 'kept'
        sendContent(call, content, copy)
      }
      return accepted
    },
  },
  {
    method: 'POST',
    paths: on('send'),
    workload,
    permissions: sendMail,
    answer(call) {
      const message = messageOf(call)
      if (!message.isDraft) refuse(badRequest('Only a draft can be sent.'))
      sendDraft(call, message)
      return accepted
    },
  },
  answering('reply', 'reply'),
  answering('replyAll', 'replyAll'),
  answering('forward', 'forward'),
  drafting('createReply', 'reply'),
  drafting('createReplyAll', 'replyAll'),
  drafting('createForward', 'forward'),
]

/** The message of a request to send; the documentation also shows one that stands there without its parameter. */
function messageIn(json: JsonObject): JsonObject {
  const message = member(json, 'message')
  if (isObject(message)) return message
  if (message === undefined && Array.isArray(member(json, 'toRecipients'))) return json
  return refuse(badRequest("The action 'sendMail' needs the parameter 'message'."))
}

function answering(action: string, kind: AnswerKind): Route {
  return {
    method: 'POST',
    paths: on(action),
    workload,
    permissions: sendMail,
    async answer(call) {
      const mailbox = mailboxOf(call)
      sendContent(call, await answerTo(call, mailbox, messageOf(call), kind), 'kept')
      return accepted
    },
  }
}

function drafting(action: string, kind: AnswerKind): Route {
  return {
    method: 'POST',
    paths: on(action),
    workload,
    permissions: writeMail,
    async answer(call) {
      const mailbox = mailboxOf(call)
      const content = await answerTo(call, mailbox, messageOf(call), kind)
      return created(messageBody(call, mailbox.messages.add(content, mailbox.folders.wellKnown('drafts'))))
    },
  }
}
