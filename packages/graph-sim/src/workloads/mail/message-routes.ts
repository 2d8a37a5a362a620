import { keepCustomData } from '../../custom-data/custom-data-from.ts'
import { GraphProblem } from '../../errors/graph-problem.ts'
import { created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { answerList, countRows, type ListSource } from '../../odata/answer-list.ts'
import type { Route } from '../../routing/route.ts'
import { meetingExpanders } from '../calendar/meeting-expanders.ts'
import { requireVersion } from '../outlook/if-match.ts'
import { messageExpanders } from './attachment-entity.ts'
import { applyChanges, readMessageMembers } from './compose.ts'
import { folderOf, mailboxOf, messageBody, messageContext, messageOf } from './mail-call.ts'
import type { MailFolder, Message } from './mail-folder.ts'
import { readMailBasic, writeMail } from './mail-permissions.ts'
import { messageEntity } from './message-entity.ts'
import { messageListRules } from './message-rules.ts'
import { searchMessages } from './search-messages.ts'

const workload = 'outlook'
const lists = ['/users/{user}/messages', '/users/{user}/mailFolders/{folder}/messages']
const ones = lists.map((path) => `${path}/{message}`)

/** Messages: lists, single ones, drafts, changes, moves and deletion. */
export const messageRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: lists,
    workload,
    permissions: readMailBasic,
    answer: (call) => answerList(call, messageSource(call)),
  },
  {
    method: 'GET',
    paths: lists.map((path) => `${path}/$count`),
    workload,
    permissions: readMailBasic,
    answer: (call) => ({
      status: 200,
      bytes: String(countRows(call, messageSource(call))),
      headers: { 'Content-Type': 'text/plain' },
    }),
  },
  {
    method: 'GET',
    paths: ones,
    workload,
    permissions: readMailBasic,
    answer: (call) => ok(messageBody(call, messageOf(call))),
  },
  {
    method: 'PATCH',
    paths: ones,
    workload,
    permissions: writeMail,
    answer: (call) => ok(messageBody(call, change(call))),
  },
  {
    method: 'DELETE',
    paths: ones,
    workload,
    permissions: writeMail,
    answer(call) {
      const mailbox = mailboxOf(call)
      const message = messageOf(call)
      requireVersion(call, mailbox.ids.changeKey(message.version))
      const bin = mailbox.folders.wellKnown('deleteditems')
      const deleted = mailbox.folders.below(bin).includes(message.folder)
      mailbox.messages.move(message, deleted ? mailbox.folders.wellKnown('recoverableitemsdeletions') : bin)
      return noContent
    },
  },
  {
    method: 'POST',
    paths: ones.map((path) => `${path}/permanentDelete`),
    workload,
    permissions: writeMail,
    answer(call) {
      mailboxOf(call).messages.remove(messageOf(call))
      return noContent
    },
  },
  {
    method: 'POST',
    paths: ones.map((path) => `${path}/move`),
    workload,
    permissions: writeMail,
    answer(call) {
      const message = messageOf(call)
      mailboxOf(call).messages.move(message, destination(call))
      return created(messageBody(call, message))
    },
  },
  {
    method: 'POST',
    paths: ones.map((path) => `${path}/copy`),
    workload,
    permissions: writeMail,
    answer(call) {
      const { serial, entry, folder, version, ...content } = messageOf(call)
      const copy = mailboxOf(call).messages.add(
        { ...content, attachments: [...content.attachments] },
        destination(call),
      )
      return created(messageBody(call, copy))
    },
  },
]

function messageSource(call: Call): ListSource<Message> {
  const mailbox = mailboxOf(call)
  const rows = call.params['folder'] === undefined ? mailbox.messages.all : folderOf(call).messages
  return {
    entity: messageEntity(mailbox.ids),
    rules: messageListRules,
    rows,
    context: messageContext(call),
    search: (text) => searchMessages(rows, text, call.tenant.clock.now()),
    whenFiltered: (kept) => kept.toReversed(),
    indexed: ([first, ...rest]) => {
      if (first?.property !== 'receivedDateTime' || rest.length > 0) return undefined
      return first.direction === 'desc' ? rows : rows.toReversed()
    },
    expand: { ...messageExpanders(call, mailbox.ids), ...meetingExpanders(call) },
  }
}

function change(call: Call): Message {
  const mailbox = mailboxOf(call)
  const message = messageOf(call)
  requireVersion(call, mailbox.ids.changeKey(message.version))
  const members = readMessageMembers(readJson(call), mailbox)
  const [refused] = applyChanges(message, members, mailbox.nameOf)
  if (refused !== undefined)
    throw new GraphProblem({
      status: 400,
      code: 'ErrorInvalidPropertyUpdateSentMessage',
      message: `Update operation is invalid for property '${refused}' of a sent message.`,
    })
  keepCustomData(message, members)
  mailbox.messages.touch(message)
  return message
}

function destination(call: Call): MailFolder {
  const id = member(readJson(call), 'destinationId')
  const folder = typeof id === 'string' ? mailboxOf(call).folders.find(id) : undefined
  if (folder !== undefined && folder.search === undefined) return folder
  throw new GraphProblem({
    status: 400,
    code: 'ErrorInvalidRequest',
    message: 'The body needs the destinationId of a folder or a well-known folder name.',
  })
}
