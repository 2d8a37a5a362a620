import type { ChangedThing } from '../../change-feed/changed-thing.ts'
import type { User } from '../directory/user.ts'
import type { OutlookIds } from '../outlook/outlook-ids.ts'
import type { TodoTask } from './todo-task.ts'

/** Says which subscriptions hear of a task: those to the list that it is in. */
export function changedTask({ number, list }: TodoTask, owner: User, ids: OutlookIds): ChangedThing {
  const place = `users/${owner.id}/todo/lists/${ids.folder(list.number)}/tasks`
  return { type: 'todoTask', audiences: [place], place, id: ids.item(list.number, number), owner }
}
