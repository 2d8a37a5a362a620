import type { JsonObject } from '../gateway/parse-json.ts'
import type { Random } from '../random/random.ts'
import { dateOf, timestamp } from '../time/timestamp.ts'
import { addParts } from '../workloads/todo/task-parts-from.ts'
import type { TodoStore } from '../workloads/todo/todo-store.ts'
import { taskFrom } from '../workloads/todo/todo-task-from.ts'
import type { Days } from './calendar-days.ts'
import { projects } from './company.ts'

const chores: readonly string[] = [
  'Send the calibration certificates to',
  'Call the harbour master of',
  'Prepare the acceptance test for',
  'Check the invoice of',
  'Order spare parts for',
  'Write the trip report about',
  'Answer the questions of',
]
const errands: readonly string[] = [
  'Renew the parking permit',
  'Book a table for Friday',
  'Dentist',
  'New bicycle lights',
]
const steps: readonly string[] = ['Find the last version', 'Ask for a quote', 'Have it checked', 'Send it']

/** What tasks are made from. */
export interface TodoSource {
  readonly random: Random
  readonly days: Days
  readonly count: number
}

/** Fills the task lists with exactly `count` tasks: most for work, some private, some done, some overdue. */
export function makeTodo(store: TodoStore, { random, days, count }: TodoSource): void {
  const work = store.findList('Tasks')
  const home = store.createList('Home')
  for (let i = 0; i < count; i++) {
    const moment = timestamp(days.at(Math.max(1, count - i), random.next()))
    const isPrivate = random.chance(0.25)
    const title = isPrivate
      ? random.pick(errands)
      : `${random.pick(chores)} ${random.pick(projects).customer}`
    const members = { title, ...circumstances(random, days) }
    const task = store.add(taskFrom(members, moment), isPrivate ? home : work, moment)
    addParts(task, partsOf(random), store)
  }
}

function circumstances(random: Random, days: Days): JsonObject {
  const due = {
    dateTime: `${dateOf(days.at(0, 0) + random.int(-10, 20) * 86_400_000)}T00:00:00`,
    timeZone: 'UTC',
  }
  const done = random.chance(0.3)
  return {
    status: done ? 'completed' : random.pick(['notStarted', 'notStarted', 'inProgress', 'waitingOnOthers']),
    importance: random.pick(['normal', 'normal', 'normal', 'high', 'low']),
    categories: random.chance(0.15) ? ['Customer'] : [],
    ...(random.chance(0.6) ? { dueDateTime: due } : {}),
    ...(!done && random.chance(0.2)
      ? { reminderDateTime: { ...due, dateTime: `${due.dateTime.slice(0, 10)}T08:00:00` } }
      : {}),
    ...(random.chance(0.3)
      ? { body: { contentType: 'text', content: 'As agreed in the project meeting.' } }
      : {}),
    ...(!done && random.chance(0.1) ? { dueDateTime: due, recurrence: weekly } : {}),
  }
}

const weekly: JsonObject = {
  pattern: { type: 'weekly', interval: 1, daysOfWeek: ['monday'] },
  range: { type: 'noEnd' },
}

function partsOf(random: Random): JsonObject {
  if (!random.chance(0.25)) return {}
  const made = steps.slice(0, random.int(1, steps.length))
  return {
    checklistItems: made.map((displayName, i) => ({ displayName, isChecked: i === 0 && random.chance(0.5) })),
  }
}
