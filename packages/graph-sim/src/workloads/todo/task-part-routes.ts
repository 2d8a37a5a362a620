import { created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import type { JsonObject } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Entity } from '../../odata/entity.ts'
import type { Route } from '../../routing/route.ts'
import {
  changeChecklistItem,
  changeLinkedResource,
  checklistItemFrom,
  linkedResourceFrom,
} from './task-parts-from.ts'
import { partOf, storeOf, taskOf, todoBody, todoContext } from './todo-call.ts'
import { checklistItemEntity, linkedResourceEntity } from './todo-entity.ts'
import { readTasks, refuseSelect, todoListRules, writeTasks } from './todo-rules.ts'
import type { TodoStore } from './todo-store.ts'
import type { ChecklistItem, LinkedResource, TodoTask } from './todo-task.ts'

const workload = 'outlook'

/** The steps and the links of tasks. */
export const taskPartRoutes: readonly Route[] = [
  ...routesOf<ChecklistItem>({
    name: 'checklistItems',
    entity: checklistItemEntity,
    parts: ({ checklistItems }) => checklistItems,
    make: checklistItemFrom,
    change: changeChecklistItem,
  }),
  ...routesOf<LinkedResource>({
    name: 'linkedResources',
    entity: linkedResourceEntity,
    parts: ({ linkedResources }) => linkedResources,
    make: linkedResourceFrom,
    change: changeLinkedResource,
  }),
]

/** One kind of thing that tasks have. */
interface PartKind<part> {
  readonly name: 'checklistItems' | 'linkedResources'
  readonly entity: Entity<part>
  parts(task: TodoTask): part[]
  make(json: JsonObject, store: TodoStore): part
  change(part: part, json: JsonObject, now: string): void
}

function routesOf<part extends { readonly id: string }>(kind: PartKind<part>): readonly Route[] {
  const paths = [`/users/{user}/todo/lists/{list}/tasks/{task}/${kind.name}`]
  const ones = paths.map((path) => `${path}/{part}`)
  const body = (call: Call, row: part): Record<string, unknown> =>
    todoBody(call, { entity: kind.entity, row, context: todoContext(call, kind.name) })
  const changed = (call: Call, task: TodoTask): void => storeOf(call).touch(task)
  const named = (call: Call): part => partOf(call, kind.parts(taskOf(call)))
  const list: Route['answer'] = (call) => {
    refuseSelect(call)
    const rows = kind.parts(taskOf(call))
    return answerList(call, {
      entity: kind.entity,
      rules: todoListRules,
      rows,
      context: todoContext(call, kind.name),
    })
  }
  const make: Route['answer'] = (call) => {
    const task = taskOf(call)
    const part = kind.make(readJson(call), storeOf(call))
    kind.parts(task).push(part)
    changed(call, task)
    return created(body(call, part))
  }
  const change: Route['answer'] = (call) => {
    const part = named(call)
    kind.change(part, readJson(call), storeOf(call).timestamp())
    changed(call, taskOf(call))
    return ok(body(call, part))
  }
  const remove: Route['answer'] = (call) => {
    const parts = kind.parts(taskOf(call))
    parts.splice(parts.indexOf(named(call)), 1)
    changed(call, taskOf(call))
    return noContent
  }
  return [
    { method: 'GET', paths, workload, permissions: readTasks, answer: list },
    {
      method: 'GET',
      paths: ones,
      workload,
      permissions: readTasks,
      answer: (call) => ok(body(call, named(call))),
    },
    { method: 'POST', paths, workload, permissions: writeTasks, answer: make },
    { method: 'PATCH', paths: ones, workload, permissions: writeTasks, answer: change },
    { method: 'DELETE', paths: ones, workload, permissions: writeTasks, answer: remove },
  ]
}
