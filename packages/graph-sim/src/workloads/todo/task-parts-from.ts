import { refuse } from '../../errors/graph-problem.ts'
import { isObject, type JsonObject } from '../../gateway/parse-json.ts'
import { readMembers } from '../../gateway/read-body.ts'
import { checklistItemEntity, linkedResourceEntity } from './todo-entity.ts'
import { nameMissing } from './todo-refusals.ts'
import type { TodoStore } from './todo-store.ts'
import type { ChecklistItem, LinkedResource, TodoTask } from './todo-task.ts'

/** Adds the steps and links that came with a new task. */
export function addParts(task: TodoTask, members: JsonObject, store: TodoStore): void {
  for (const json of objects(members['checklistItems']))
    task.checklistItems.push(checklistItemFrom(json, store))
  for (const json of objects(members['linkedResources']))
    task.linkedResources.push(linkedResourceFrom(json, store))
}

/** A step of a request body; refuses one without a name. */
export function checklistItemFrom(json: JsonObject, store: TodoStore): ChecklistItem {
  const item: ChecklistItem = {
    id: store.newPartId(),
    createdDateTime: store.timestamp(),
    displayName: '',
    isChecked: false,
    checkedDateTime: undefined,
  }
  changeChecklistItem(item, json, store.timestamp())
  return item.displayName === '' ? refuse(nameMissing('displayName')) : item
}

/** Makes a client's changes to a step; checking it sets the time of that, unless the client names one. */
export function changeChecklistItem(item: ChecklistItem, json: JsonObject, now: string): void {
  const { displayName, isChecked, checkedDateTime } = readMembers(json, checklistItemEntity)
  if (typeof displayName === 'string') item.displayName = displayName
  if (typeof isChecked === 'boolean') item.isChecked = isChecked
  const named = typeof checkedDateTime === 'string' ? checkedDateTime : undefined
  item.checkedDateTime = item.isChecked ? (named ?? item.checkedDateTime ?? now) : undefined
}

/** A link of a request body. */
export function linkedResourceFrom(json: JsonObject, store: TodoStore): LinkedResource {
  const link: LinkedResource = {
    id: store.newPartId(),
    applicationName: null,
    displayName: null,
    externalId: null,
    webUrl: null,
  }
  changeLinkedResource(link, json)
  return link
}

/** Makes a client's changes to a link. */
export function changeLinkedResource(link: LinkedResource, json: JsonObject): void {
  const members = readMembers(json, linkedResourceEntity)
  for (const name of ['applicationName', 'displayName', 'externalId', 'webUrl'] as const) {
    const value = members[name]
    if (typeof value === 'string' || value === null) link[name] = value
  }
}

function objects(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}
