import { type ChangeTeller, untold } from '../../change-feed/change-feed.ts'
import { itemNotFound } from '../../errors/catalog.ts'
import { GraphProblem, refuse } from '../../errors/graph-problem.ts'
import type { Random } from '../../random/random.ts'
import type { Clock } from '../../tenant/clock.ts'
import { timestamp } from '../../time/timestamp.ts'
import { createUploads, type Uploads } from '../../uploads/uploads.ts'
import { createOutlookIds, type DecodedId, type OutlookIds } from '../outlook/outlook-ids.ts'
import { invalidTodoRequest } from './todo-refusals.ts'
import type { TaskUploadGoal, TodoContent, TodoList, TodoTask } from './todo-task.ts'

const uploadLifetime = 2 * 3_600_000

/** The task lists of one person. */
export interface TodoStore {
  readonly ids: OutlookIds
  /** The list that every mailbox has comes first. */
  readonly lists: readonly TodoList[]
  /** Now, as Graph writes it. */
  timestamp(): string
  /** An id for a step or a link. */
  newPartId(): string
  /** The id of a step or a link that is known by a label; the same whenever it is asked for. */
  partIdOf(label: string): string
  /** The files that are on their way to tasks. */
  readonly uploads: Uploads<TaskUploadGoal>
  /** By id, or `Tasks` for the default list; refuses what names nothing. */
  findList(id: string): TodoList
  /** By id, in any list; refuses what names nothing. */
  findTask(id: string): TodoTask
  createList(displayName: string, wellKnown?: TodoList['wellknownListName']): TodoList
  removeList(list: TodoList): void
  /** Adds a task; `createdDateTime` is now unless it is given, and its number the next unless it has one. */
  add(content: TodoContent, list: TodoList, createdDateTime?: string, ownNumber?: number): TodoTask
  /** Notes that a list or a task has changed. */
  touch(changed: TodoList | TodoTask): void
  remove(task: TodoTask): void
}

/** Creates a store with the two lists that every mailbox has. */
export function createTodoStore(
  clock: Clock,
  random: Random,
  tellerFor: (ids: OutlookIds) => ChangeTeller<TodoTask> = () => untold,
): TodoStore {
  const ids = createOutlookIds(random.guid(), random.bytes(16), random.bytes(16))
  const tell = tellerFor(ids)
  const lists: TodoList[] = []
  const tasks = new Map<number, TodoTask>()
  let number = 512
  let version = 8192
  const now = (): string => timestamp(clock.now())

  const store: TodoStore = {
    ids,
    lists,
    timestamp: now,
    newPartId: () => random.guid(),
    partIdOf: (label) => random.fork(label).guid(),
    uploads: createUploads<TaskUploadGoal>(clock, {
      secret: random.fork('uploads').guid(),
      purpose: 'task',
      lifetime: uploadLifetime,
      renewal: 'nothing',
    }),
    findList(id) {
      if (id.toLowerCase() === 'tasks') return lists[0] ?? refuse(itemNotFound)
      const wanted = decode(ids, id, 'folder')
      return lists.find((list) => list.number === wanted) ?? refuse(itemNotFound)
    },
    findTask: (id) => tasks.get(decode(ids, id, 'item')) ?? refuse(itemNotFound),
    createList(displayName, wellknownListName = 'none') {
      const list: TodoList = {
        number: number++,
        version: version++,
        displayName,
        wellknownListName,
        tasks: [],
      }
      lists.push(list)
      return list
    },
    removeList(list) {
      for (const task of list.tasks) tell.deleted(task)
      for (const task of list.tasks) tasks.delete(task.number)
      lists.splice(lists.indexOf(list), 1)
    },
    add(content, list, createdDateTime = now(), ownNumber = number++) {
      const kept = {
        number: ownNumber,
        version: version++,
        list,
        createdDateTime,
        checklistItems: [],
        linkedResources: [],
        attachments: [],
      }
      const task: TodoTask = { ...content, ...kept, lastModifiedDateTime: createdDateTime }
      list.tasks.unshift(task)
      tasks.set(task.number, task)
      tell.created(task)
      return task
    },
    touch(changed) {
      changed.version = version++
      if (!('lastModifiedDateTime' in changed)) return
      changed.lastModifiedDateTime = now()
      tell.updated(changed)
    },
    remove(task) {
      tell.deleted(task)
      tasks.delete(task.number)
      task.list.tasks.splice(task.list.tasks.indexOf(task), 1)
    },
  }
  store.createList('Tasks', 'defaultList')
  store.createList('Flagged Emails', 'flaggedEmails')
  return store
}

/** The number in an id; To Do refuses one that is malformed without saying so. */
function decode(ids: OutlookIds, id: string, form: DecodedId['form']): number {
  const decoded = read(ids, id)
  if (decoded?.form !== form) refuse(invalidTodoRequest)
  return decoded.own ? decoded.number : refuse(itemNotFound)
}

function read(ids: OutlookIds, id: string): DecodedId | undefined {
  try {
    return ids.decode(id)
  } catch (error) {
    if (error instanceof GraphProblem) return undefined
    throw error
  }
}
