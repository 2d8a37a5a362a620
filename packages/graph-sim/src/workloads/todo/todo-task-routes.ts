import { keepCustomData } from '../../custom-data/custom-data-from.ts'
import { newExtensions } from '../../custom-data/expand-custom-data.ts'
import { created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import type { JsonObject } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { answerList, countRows, type ListSource } from '../../odata/answer-list.ts'
import { parseQuery } from '../../odata/query.ts'
import type { Route } from '../../routing/route.ts'
import { requireVersion } from '../outlook/if-match.ts'
import { flagMessage, unflagMessage } from './flagged-messages.ts'
import { continueSeries } from './next-in-series.ts'
import { addParts } from './task-parts-from.ts'
import { countAnswer, listOf, storeOf, taskExpanders, taskOf, todoBody, todoContext } from './todo-call.ts'
import { todoTaskEntity } from './todo-entity.ts'
import { readTasks, refuseSelect, todoListRules, writeTasks } from './todo-rules.ts'
import type { TodoTask } from './todo-task.ts'
import { changeTask, readTaskMembers, taskFrom } from './todo-task-from.ts'

const workload = 'outlook'
const tasks = '/users/{user}/todo/lists/{list}/tasks'
const one = `${tasks}/{task}`

/** Tasks. */
export const todoTaskRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: [tasks],
    workload,
    permissions: readTasks,
    answer: (call) => answerList(call, taskSource(call)),
  },
  {
    method: 'GET',
    paths: [`${tasks}/$count`],
    workload,
    permissions: readTasks,
    answer: (call) => countAnswer(countRows(call, taskSource(call))),
  },
  {
    method: 'GET',
    paths: [one],
    workload,
    permissions: readTasks,
    answer: (call) => ok(taskBody(call, taskOf(call))),
  },
  {
    method: 'POST',
    paths: [tasks],
    workload,
    permissions: writeTasks,
    answer(call) {
      const store = storeOf(call)
      const list = listOf(call)
      const members = readTaskMembers(readJson(call), store.ids)
      const task = store.add(taskFrom(members, store.timestamp()), list)
      addParts(task, members, store)
      keepCustomData(task, members)
      return created({
        ...taskBody(call, task),
        ...newParts(call, task, members),
        ...newExtensions(task, members),
      })
    },
  },
  {
    method: 'PATCH',
    paths: [one],
    workload,
    permissions: writeTasks,
    answer(call) {
      const store = storeOf(call)
      const task = taskOf(call)
      requireVersion(call, store.ids.changeKey(task.version))
      const before = task.status
      changeTask(task, readTaskMembers(readJson(call), store.ids), store.timestamp())
      if (before !== 'completed' && task.status === 'completed') continueSeries(task, store)
      store.touch(task)
      flagMessage(task, () => call.tenant.mailbox(call.user))
      return ok(taskBody(call, task))
    },
  },
  {
    method: 'DELETE',
    paths: [one],
    workload,
    permissions: writeTasks,
    answer(call) {
      const task = taskOf(call)
      storeOf(call).remove(task)
      unflagMessage(task, () => call.tenant.mailbox(call.user))
      return noContent
    },
  },
]

function taskSource(call: Call): ListSource<TodoTask> {
  refuseSelect(call)
  return {
    entity: todoTaskEntity(storeOf(call).ids),
    rules: todoListRules,
    rows: listOf(call).tasks,
    context: todoContext(call, 'tasks'),
    expand: taskExpanders(call),
  }
}

function taskBody(call: Call, row: TodoTask): Record<string, unknown> {
  return todoBody(call, {
    entity: todoTaskEntity(storeOf(call).ids),
    row,
    context: todoContext(call, 'tasks'),
    expand: taskExpanders(call),
  })
}

/** The steps and links that came with a new task, as the answer to its creation shows them. */
function newParts(call: Call, task: TodoTask, members: JsonObject): Readonly<Record<string, unknown>> {
  const expanders = taskExpanders(call)
  const given = ['checklistItems', 'linkedResources'].filter((name) => Array.isArray(members[name]))
  return Object.fromEntries(
    given.map((name) => [name, expanders[name]?.(task, { name, isCast: false, query: parseQuery('') })]),
  )
}
