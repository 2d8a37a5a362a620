import { isObject, type JsonObject } from '../gateway/parse-json.ts'
import { todoTaskEntity } from '../workloads/todo/todo-entity.ts'
import { readTaskMembers, taskFrom } from '../workloads/todo/todo-task-from.ts'
import { NotTaken } from './imported-thing.ts'
import type { JsonPlace, TakenThing } from './json-place.ts'
import { knownMembers } from './known-members.ts'
import { timeIn } from './time-in.ts'

/** Takes a task list with its tasks; the default list stands for a saved default list. */
export function takeTodoList(json: JsonObject, { state, owner }: JsonPlace): TakenThing {
  const { displayName, wellknownListName, tasks = [] } = json
  if (typeof displayName !== 'string' || displayName.trim() === '')
    throw new NotTaken('It has no displayName.')
  if (!Array.isArray(tasks) || !tasks.every(isObject)) throw new NotTaken('Its tasks are no list of objects.')
  const store = state.todo(owner)
  const notes: string[] = []
  const contents = tasks.map((task) => {
    const read = knownMembers(task, todoTaskEntity(store.ids).properties)
    notes.push(...read.notes)
    const content = taskFrom(readTaskMembers(read.known, store.ids), store.timestamp())
    return { content, createdDateTime: timeIn(read.known, 'createdDateTime') ?? store.timestamp() }
  })
  const list = wellknownListName === 'defaultList' ? store.findList('Tasks') : store.createList(displayName)
  for (const { content, createdDateTime } of contents) store.add(content, list, createdDateTime)
  return { id: store.ids.folder(list.number), notes: [...new Set(notes)] }
}
