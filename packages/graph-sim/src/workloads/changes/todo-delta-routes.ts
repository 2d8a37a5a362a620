import { answerDelta, type DeltaSource } from '../../delta/answer-delta.ts'
import { outlookDelta } from '../../delta/delta-dress.ts'
import type { Call } from '../../gateway/call.ts'
import type { Route } from '../../routing/route.ts'
import { listOf, storeOf, taskExpanders } from '../todo/todo-call.ts'
import { todoListEntity, todoTaskEntity } from '../todo/todo-entity.ts'
import { readTasks } from '../todo/todo-rules.ts'
import type { TodoList, TodoTask } from '../todo/todo-task.ts'
import { outlookChanges, outlookPages, refuseOptions } from './outlook-delta.ts'

const lists = '/users/{user}/todo/lists'
const tasks = `${lists}/{list}/tasks`

/** Changes of task lists, and of the tasks in each of them; here To Do takes `$select`. */
export const todoDeltaRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: [`${lists}/delta`, `${lists}/delta()`],
    workload: 'outlook',
    permissions: readTasks,
    answer: (call) => answerDelta(call, outlookDelta, listChanges),
  },
  {
    method: 'GET',
    paths: [`${tasks}/delta`, `${tasks}/delta()`],
    workload: 'outlook',
    permissions: readTasks,
    answer: (call) => answerDelta(call, outlookDelta, taskChanges),
  },
]

function listChanges(call: Call): DeltaSource<TodoList> {
  refuseOptions(call, 'TodoTaskLists', ['orderby', 'filter', 'search', 'skip'])
  const store = storeOf(call)
  return {
    ...outlookPages,
    ...outlookChanges(call, todoListEntity(store.ids), { idOf: ({ row }) => store.ids.folder(row.number) }),
    owner: store,
    aspect: 'lists',
    scope: `${call.user.id} todo lists`,
    rows: store.lists,
    trace,
  }
}

function taskChanges(call: Call): DeltaSource<TodoTask> {
  refuseOptions(call, 'TodoTasks', ['orderby', 'filter', 'search', 'skip'])
  const { ids } = storeOf(call)
  const list = listOf(call)
  return {
    ...outlookPages,
    ...outlookChanges(call, todoTaskEntity(ids), {
      idOf: ({ row }) => ids.item(list.number, row.number),
      expand: taskExpanders(call),
    }),
    owner: list,
    aspect: 'tasks',
    scope: `${call.user.id} todo ${list.number}`,
    rows: list.tasks,
    trace,
  }
}

function trace({ number, version }: { readonly number: number; readonly version: number }) {
  return { key: String(number), place: String(number), version: String(version) }
}
