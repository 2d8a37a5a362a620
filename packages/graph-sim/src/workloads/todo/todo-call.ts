import { expandedExtensions } from '../../custom-data/expand-custom-data.ts'
import { itemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Answer } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { type EntitySource, entityBody } from '../../odata/answer-entity.ts'
import { readSelection } from '../../odata/selection.ts'
import { type Expander, writeEntity } from '../../odata/write-entity.ts'
import { showFlagged } from './flagged-messages.ts'
import { attachmentsOf, taskAttachmentEntity } from './task-attachment-entity.ts'
import { checklistItemEntity, linkedResourceEntity } from './todo-entity.ts'
import { taskElsewhere } from './todo-refusals.ts'
import { refuseSelect } from './todo-rules.ts'
import type { TodoStore } from './todo-store.ts'
import type { TodoList, TodoTask } from './todo-task.ts'

/** The task lists of the person that a path names. */
export function storeOf(call: Call): TodoStore {
  return call.tenant.todo(call.user)
}

/** The list that a path names. */
export function listOf(call: Call): TodoList {
  const store = storeOf(call)
  const list = store.findList(call.params['list'] ?? '')
  if (list.wellknownListName === 'flaggedEmails') showFlagged(list, store, call.tenant.mailbox(call.user))
  return list
}

/** The task that a path names; refuses one that is in another list. */
export function taskOf(call: Call): TodoTask {
  const list = listOf(call)
  const task = storeOf(call).findTask(call.params['task'] ?? '')
  return task.list === list ? task : refuse(taskElsewhere)
}

/** The step or link that a path names among those of its task. */
export function partOf<part extends { readonly id: string }>(call: Call, parts: readonly part[]): part {
  const id = (call.params['part'] ?? '').toLowerCase()
  return parts.find((part) => part.id === id) ?? refuse(itemNotFound)
}

/** The entity set that a path is about, for `@odata.context`. */
export function todoContext(call: Call, parts = ''): string {
  const lists = `users('${call.user.id}')/todo/lists`
  const { list, task } = call.params
  if (list === undefined || (parts === '' && task === undefined)) return lists
  const tasks = `${lists}('${encodeURIComponent(list)}')/tasks`
  return parts === '' || parts === 'tasks' || task === undefined
    ? tasks
    : `${tasks}('${encodeURIComponent(task)}')/${parts}`
}

/** A number of rows as `/$count` answers it. */
export function countAnswer(count: number): Answer {
  return { status: 200, bytes: String(count), headers: { 'Content-Type': 'text/plain' } }
}

/** Writes one list, task or part as an answer's body; To Do takes no `$select`. */
export function todoBody<row>(call: Call, source: EntitySource<row>): Record<string, unknown> {
  refuseSelect(call)
  return entityBody(call, source)
}

/** What may be expanded on a task. */
export function taskExpanders(call: Call): Readonly<Record<string, Expander<TodoTask>>> {
  return {
    extensions: (task, { query }) => expandedExtensions(task, query, 'full'),
    attachments: (task, { query }) => {
      const selection = readSelection(query, taskAttachmentEntity, [])
      return attachmentsOf(task, storeOf(call).ids).map((row) =>
        writeEntity(row, taskAttachmentEntity, selection, call.view),
      )
    },
    checklistItems: ({ checklistItems }, { query }) => {
      const selection = readSelection(query, checklistItemEntity, [])
      return checklistItems.map((row) => writeEntity(row, checklistItemEntity, selection, call.view))
    },
    linkedResources: ({ linkedResources }, { query }) => {
      const selection = readSelection(query, linkedResourceEntity, [])
      return linkedResources.map((row) => writeEntity(row, linkedResourceEntity, selection, call.view))
    },
  }
}
