import { badBody, itemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { type Answer, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { isObject, member } from '../../gateway/parse-json.ts'
import { readJson, readMembers } from '../../gateway/read-body.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Entity } from '../../odata/entity.ts'
import { int64, listOf, moment, oneOf, text } from '../../odata/property-type.ts'
import type { Route } from '../../routing/route.ts'
import { timestamp } from '../../time/timestamp.ts'
import { checkPart } from '../../uploads/check-part.ts'
import { mimeTypeOf } from '../drive/mime-type.ts'
import { typeOf } from '../mail/attachment-from.ts'
import { expectedOf, outlookParts } from '../mail/continue-attachment-upload.ts'
import { attachmentsOf } from './task-attachment-entity.ts'
import { storeOf, taskOf, todoBody, todoContext } from './todo-call.ts'
import { invalidTodoRequest } from './todo-refusals.ts'
import { readTasks, todoListRules, writeTasks } from './todo-rules.ts'
import type { TaskUpload } from './todo-task.ts'

const workload = 'outlook'
const task = '/users/{user}/todo/lists/{list}/tasks/{task}'
const sessions = `${task}/attachmentSessions`
const one = `${sessions}/{session}`
const largest = 25 * 1024 * 1024

const properties = {
  id: text,
  expirationDateTime: moment,
  nextExpectedRanges: listOf(text),
} as const

/** Uploads to tasks as Graph describes them. */
const sessionEntity: Entity<TaskUpload> = {
  name: 'attachmentSession',
  properties,
  navigation: [],
  defaults: Object.keys(properties),
  always: ['id'],
  annotations: () => ({}),
  read(upload, property) {
    if (property === 'id') return upload.key
    return property === 'nextExpectedRanges' ? [String(upload.next)] : timestamp(upload.expires)
  },
}

const attachmentInfo = {
  name: 'attachmentInfo',
  properties: {
    attachmentType: oneOf('attachmentType', 'file', 'item', 'reference'),
    contentType: text,
    name: text,
    size: int64,
  },
} as const

/** Files of up to 25 MB on tasks, in parts that come to Graph itself, with a token. */
export const taskUploadRoutes: readonly Route[] = [
  {
    method: 'POST',
    paths: [`${task}/attachments/createUploadSession`],
    workload,
    permissions: writeTasks,
    answer: open,
  },
  {
    method: 'GET',
    paths: [sessions],
    workload,
    permissions: readTasks,
    answer: (call) =>
      answerList(call, {
        entity: sessionEntity,
        rules: todoListRules,
        rows: storeOf(call)
          .uploads.all()
          .filter((upload) => upload.task === taskOf(call)),
        context: todoContext(call, 'attachmentSessions'),
      }),
  },
  {
    method: 'GET',
    paths: [one],
    workload,
    permissions: readTasks,
    answer: (call) =>
      ok(
        todoBody(call, {
          entity: sessionEntity,
          row: uploadOf(call),
          context: todoContext(call, 'attachmentSessions'),
        }),
      ),
  },
  {
    method: 'DELETE',
    paths: [one],
    workload,
    permissions: writeTasks,
    answer(call) {
      storeOf(call).uploads.close(uploadOf(call))
      return noContent
    },
  },
  { method: 'PUT', paths: [`${one}/content`], workload, permissions: writeTasks, answer: takePart },
]

function open(call: Call): Answer {
  const json = member(readJson(call), 'attachmentInfo')
  if (!isObject(json)) return refuse(badBody("The parameter 'attachmentInfo' is required."))
  const { attachmentType, name, size, contentType } = readMembers(json, attachmentInfo)
  if (String(attachmentType).toLowerCase() !== 'file' || typeof name !== 'string' || typeof size !== 'number')
    return refuse(badBody("An attachmentInfo needs the attachmentType 'file', a name and a size."))
  if (size < 0 || size > largest) refuse(invalidTodoRequest)
  const file = { name, size, contentType: typeof contentType === 'string' ? contentType : mimeTypeOf(name) }
  const upload = storeOf(call).uploads.open(
    { task: taskOf(call), file },
    (key) => `${addressOf(call)}/attachmentSessions/${key}`,
  )
  return ok({
    '@odata.context': `${call.base}/$metadata#microsoft.graph.uploadSession`,
    uploadUrl: upload.url,
    expirationDateTime: timestamp(upload.expires),
    nextExpectedRanges: ['0-'],
  })
}

function addressOf({ base, user, params }: Call): string {
  return `${base}/users/${user.id}/todo/lists/${params['list']}/tasks/${params['task']}`
}

function uploadOf(call: Call): TaskUpload {
  const upload = storeOf(call).uploads.find(call.params['session'])
  return upload?.task === taskOf(call) ? upload : refuse(itemNotFound)
}

function takePart(call: Call): Answer {
  const store = storeOf(call)
  const upload = uploadOf(call)
  const { task: owner, file } = upload
  const total = checkPart(call, { ...upload, total: file.size }, outlookParts)
  store.uploads.take(upload, Uint8Array.from(call.body), total)
  if (upload.next !== total) return { status: 200, json: expectedOf(upload) }
  store.uploads.close(upload)
  const bytes = Buffer.concat(upload.parts)
  owner.attachments.push({
    kind: 'file',
    name: file.name,
    contentType: file.contentType ?? typeOf(file.name, bytes),
    size: bytes.length,
    isInline: false,
    lastModifiedDateTime: store.timestamp(),
    contentId: undefined,
    bytes: () => bytes,
    item: undefined,
  })
  store.touch(owner)
  const id = attachmentsOf(owner, store.ids).at(-1)?.id ?? ''
  return { status: 201, headers: { Location: `${addressOf(call)}/attachments/${id}` } }
}
