import { badBody, badRequest, itemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import type { JsonObject } from '../../gateway/parse-json.ts'
import { readJson, readMembers } from '../../gateway/read-body.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Route } from '../../routing/route.ts'
import type { Attachment } from '../mail/attachment.ts'
import { decodeBase64, typeOf } from '../mail/attachment-from.ts'
import {
  attachmentsOf,
  base64Of,
  type TaskAttachment,
  taskAttachmentEntity,
} from './task-attachment-entity.ts'
import { storeOf, taskOf, todoBody, todoContext } from './todo-call.ts'
import { nameMissing } from './todo-refusals.ts'
import { readTasks, refuseSelect, todoListRules, writeTasks } from './todo-rules.ts'

const workload = 'outlook'
const list = '/users/{user}/todo/lists/{list}/tasks/{task}/attachments'
const one = `${list}/{attachment}`

/** Files on tasks. */
export const taskAttachmentRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: [list],
    workload,
    permissions: readTasks,
    answer(call) {
      refuseSelect(call)
      return answerList(call, {
        entity: taskAttachmentEntity,
        rules: todoListRules,
        rows: attachmentsOf(taskOf(call), storeOf(call).ids),
        context: todoContext(call, 'attachments'),
      })
    },
  },
  {
    method: 'GET',
    paths: [one],
    workload,
    permissions: readTasks,
    answer(call) {
      const row = attachmentOf(call)
      return ok({ ...body(call, row), contentBytes: base64Of(row.attachment) })
    },
  },
  {
    method: 'GET',
    paths: [`${one}/$value`],
    workload,
    permissions: readTasks,
    answer(call) {
      const { attachment } = attachmentOf(call)
      const type = attachment.contentType ?? 'application/octet-stream'
      return { status: 200, bytes: attachment.bytes(), headers: { 'Content-Type': type } }
    },
  },
  {
    method: 'POST',
    paths: [list],
    workload,
    permissions: writeTasks,
    answer(call) {
      const store = storeOf(call)
      const task = taskOf(call)
      task.attachments.push(attachmentFrom(readJson(call), store.timestamp()))
      store.touch(task)
      const row = attachmentsOf(task, store.ids).at(-1) ?? refuse(itemNotFound)
      return created(body(call, row))
    },
  },
  {
    method: 'DELETE',
    paths: [one],
    workload,
    permissions: writeTasks,
    answer(call) {
      const task = taskOf(call)
      task.attachments.splice(task.attachments.indexOf(attachmentOf(call).attachment), 1)
      storeOf(call).touch(task)
      return noContent
    },
  },
]

function attachmentOf(call: Call): TaskAttachment {
  const rows = attachmentsOf(taskOf(call), storeOf(call).ids)
  return rows.find(({ id }) => id === call.params['attachment']) ?? refuse(itemNotFound)
}

function body(call: Call, row: TaskAttachment): Record<string, unknown> {
  return todoBody(call, {
    entity: taskAttachmentEntity,
    row,
    context: todoContext(call, 'attachments'),
  })
}

function attachmentFrom(json: JsonObject, now: string): Attachment {
  if (!/^#?microsoft\.graph\.taskFileAttachment$/i.test(String(json['@odata.type'])))
    refuse(badRequest('An attachment of a task needs "@odata.type": "#microsoft.graph.taskFileAttachment".'))
  const { name, contentBytes, contentType } = readMembers(json, taskAttachmentEntity)
  if (typeof name !== 'string' || name === '') refuse(nameMissing('name'))
  if (typeof contentBytes !== 'string') refuse(badBody("The attachment needs the property 'contentBytes'."))
  const bytes = decodeBase64(contentBytes)
  return {
    kind: 'file',
    name,
    contentType: typeof contentType === 'string' ? contentType : typeOf(name, bytes),
    size: bytes.length,
    isInline: false,
    lastModifiedDateTime: now,
    contentId: undefined,
    bytes: () => bytes,
    item: undefined,
  }
}
