import { plainView } from '../../odata/entity.ts'
import type { LocalTime } from '../calendar/event.ts'
import type { Message } from '../mail/mail-folder.ts'
import type { FollowupFlag } from '../mail/message-content.ts'
import { messageEntity } from '../mail/message-entity.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import type { TodoStore } from './todo-store.ts'
import type { TodoContent, TodoList, TodoTask } from './todo-task.ts'

/** Numbers from here on are those of flagged messages, which no other task has. */
const firstNumber = 2 ** 32

/** The version of the message that a task was last made of. */
const shown = new WeakMap<TodoTask, number>()

/** Brings the list of flagged mail up to date with the messages that are flagged. */
export function showFlagged(list: TodoList, store: TodoStore, mailbox: Mailbox): void {
  const flagged = mailbox.messages.all.filter(({ flag }) => flag.flagStatus !== 'notFlagged')
  const serials = new Set(flagged.map(({ serial }) => serial))
  for (const task of list.tasks.filter(isMessage))
    if (!serials.has(task.number - firstNumber)) store.remove(task)
  const known = new Map(list.tasks.map((task) => [task.number, task]))
  for (const message of flagged.toReversed()) {
    const number = firstNumber + message.serial
    const task = known.get(number) ?? added(message, list, store, mailbox)
    if (shown.get(task) === message.version) continue
    if (shown.has(task)) {
      Object.assign(task, contentOf(message))
      store.touch(task)
    }
    shown.set(task, message.version)
  }
}

/** Flags the message of a task anew, as the task says; does nothing for tasks of other lists. */
export function flagMessage(task: TodoTask, mailboxOf: () => Mailbox): void {
  changeFlag(task, mailboxOf, {
    flagStatus: task.status === 'completed' ? 'complete' : 'flagged',
    ...(task.startDateTime === undefined ? {} : { startDateTime: task.startDateTime }),
    ...(task.dueDateTime === undefined ? {} : { dueDateTime: task.dueDateTime }),
    ...(task.completedDateTime === undefined ? {} : { completedDateTime: task.completedDateTime }),
  })
}

/** Takes the flag off the message of a task that is deleted; does nothing for tasks of other lists. */
export function unflagMessage(task: TodoTask, mailboxOf: () => Mailbox): void {
  changeFlag(task, mailboxOf, { flagStatus: 'notFlagged' })
}

function changeFlag(task: TodoTask, mailboxOf: () => Mailbox, flag: FollowupFlag): void {
  if (!isMessage(task)) return
  const { messages, ids } = mailboxOf()
  const message = messages.find(ids.immutable(task.number - firstNumber))
  message.flag = flag
  messages.touch(message)
  shown.set(task, message.version)
}

function isMessage({ number, list }: TodoTask): boolean {
  return list.wellknownListName === 'flaggedEmails' && number >= firstNumber
}

function added(message: Message, list: TodoList, store: TodoStore, { ids }: Mailbox): TodoTask {
  const number = firstNumber + message.serial
  const task = store.add(contentOf(message), list, message.lastModifiedDateTime, number)
  task.linkedResources.push({
    id: store.partIdOf(`flagged ${message.serial}`),
    applicationName: 'Outlook',
    displayName: message.subject,
    externalId: ids.immutable(message.serial),
    webUrl: String(messageEntity(ids).read(message, 'webLink', plainView)),
  })
  return task
}

function contentOf({ subject, importance, categories, flag }: Message): TodoContent {
  const completed = flag.flagStatus === 'complete'
  return {
    title: subject ?? '',
    body: { contentType: 'text', content: '' },
    bodyLastModifiedDateTime: undefined,
    categories,
    importance,
    status: completed ? 'completed' : 'notStarted',
    isReminderOn: false,
    startDateTime: whole(flag.startDateTime),
    dueDateTime: whole(flag.dueDateTime),
    reminderDateTime: undefined,
    completedDateTime: completed ? whole(flag.completedDateTime) : undefined,
    recurrence: null,
  }
}

function whole(time: LocalTime | undefined): LocalTime | undefined {
  return time && { dateTime: time.dateTime.slice(0, 19), timeZone: time.timeZone }
}
