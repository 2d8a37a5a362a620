import { dateOf } from '../../time/timestamp.ts'
import type { LocalTime } from '../calendar/event.ts'
import { seriesDays } from '../calendar/series-days.ts'
import type { TodoStore } from './todo-store.ts'
import type { TodoTask } from './todo-task.ts'

const dayLength = 86_400_000
/** How far ahead a next time is looked for, in days: any pattern that comes back does so within it. */
const horizon = 11 * 366

/** Makes the task that follows a recurring one which has been completed; the completed one recurs no longer. */
export function continueSeries(task: TodoTask, store: TodoStore): void {
  const { recurrence } = task
  if (recurrence === null) return
  const day = (task.dueDateTime?.dateTime ?? store.timestamp()).slice(0, 10)
  const after = (days: number): string => dateOf(Date.parse(day) + days * dayLength)
  const [next] = seriesDays(recurrence, after(1), after(horizon))
  task.recurrence = null
  if (next === undefined) return
  const shift = Date.parse(next) - Date.parse(day)
  const { checklistItems, linkedResources, attachments, ...content } = task
  const made = store.add(
    {
      ...content,
      recurrence,
      status: 'notStarted',
      completedDateTime: undefined,
      dueDateTime: moved(task.dueDateTime, shift) ?? { dateTime: `${next}T00:00:00`, timeZone: 'UTC' },
      startDateTime: moved(task.startDateTime, shift),
      reminderDateTime: moved(task.reminderDateTime, shift),
    },
    task.list,
  )
  made.attachments.push(...attachments)
  made.linkedResources.push(...linkedResources.map((link) => ({ ...link, id: store.newPartId() })))
  for (const { displayName } of checklistItems)
    made.checklistItems.push({
      id: store.newPartId(),
      createdDateTime: store.timestamp(),
      displayName,
      isChecked: false,
      checkedDateTime: undefined,
    })
}

function moved(time: LocalTime | undefined, shift: number): LocalTime | undefined {
  if (time === undefined) return undefined
  const { dateTime, timeZone } = time
  return { dateTime: `${dateOf(Date.parse(dateTime.slice(0, 10)) + shift)}${dateTime.slice(10)}`, timeZone }
}
