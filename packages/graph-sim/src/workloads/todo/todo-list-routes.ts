import { keepCustomData, requireCustomData } from '../../custom-data/custom-data-from.ts'
import { expandedExtensions, newExtensions } from '../../custom-data/expand-custom-data.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { readJson, readMembers } from '../../gateway/read-body.ts'
import { answerList, countRows, type ListSource } from '../../odata/answer-list.ts'
import type { Expander } from '../../odata/write-entity.ts'
import type { Route } from '../../routing/route.ts'
import { requireVersion } from '../outlook/if-match.ts'
import { countAnswer, listOf, storeOf, todoBody, todoContext } from './todo-call.ts'
import { todoListEntity } from './todo-entity.ts'
import { nameMissing, wellKnownListFixed } from './todo-refusals.ts'
import { readTasks, refuseSelect, todoListRules, writeTasks } from './todo-rules.ts'
import type { TodoList } from './todo-task.ts'

const workload = 'outlook'
const lists = '/users/{user}/todo/lists'
const one = `${lists}/{list}`

/** Task lists. */
export const todoListRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: [lists],
    workload,
    permissions: readTasks,
    answer: (call) => answerList(call, listSource(call)),
  },
  {
    method: 'GET',
    paths: [`${lists}/$count`],
    workload,
    permissions: readTasks,
    answer: (call) => countAnswer(countRows(call, listSource(call))),
  },
  {
    method: 'GET',
    paths: [one],
    workload,
    permissions: readTasks,
    answer: (call) => ok(listBody(call, listOf(call))),
  },
  {
    method: 'POST',
    paths: [lists],
    workload,
    permissions: writeTasks,
    answer(call) {
      const list = storeOf(call).createList(requireName(call))
      const json = readJson(call)
      keepCustomData(list, json)
      return created({ ...listBody(call, list), ...newExtensions(list, json) })
    },
  },
  {
    method: 'PATCH',
    paths: [one],
    workload,
    permissions: writeTasks,
    answer(call) {
      const list = ownList(call)
      list.displayName = requireName(call)
      storeOf(call).touch(list)
      return ok(listBody(call, list))
    },
  },
  {
    method: 'DELETE',
    paths: [one],
    workload,
    permissions: writeTasks,
    answer(call) {
      storeOf(call).removeList(ownList(call))
      return noContent
    },
  },
]

const listExpanders: Readonly<Record<string, Expander<TodoList>>> = {
  extensions: (list, { query }) => expandedExtensions(list, query, 'full'),
}

function listSource(call: Call): ListSource<TodoList> {
  refuseSelect(call)
  const { ids, lists: rows } = storeOf(call)
  return {
    entity: todoListEntity(ids),
    rules: todoListRules,
    rows,
    context: todoContext(call),
    expand: listExpanders,
  }
}

/** The list of a path that may be changed: not one that every mailbox has, and in the version of `If-Match`. */
function ownList(call: Call): TodoList {
  const list = listOf(call)
  if (list.wellknownListName !== 'none') refuse(wellKnownListFixed)
  requireVersion(call, storeOf(call).ids.changeKey(list.version))
  return list
}

function listBody(call: Call, row: TodoList): Record<string, unknown> {
  return todoBody(call, {
    entity: todoListEntity(storeOf(call).ids),
    row,
    context: todoContext(call),
    expand: listExpanders,
  })
}

function requireName(call: Call): string {
  const name = requireCustomData(
    readMembers(readJson(call), todoListEntity(storeOf(call).ids), ['extensions']),
  )['displayName']
  return typeof name === 'string' && name.trim() !== '' ? name : refuse(nameMissing('displayName'))
}
