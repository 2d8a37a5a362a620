import type { Permissions, Route } from '../routing/route.ts'
import { mailboxOf as calendarMailboxOf, eventContext, eventOf } from '../workloads/calendar/calendar-call.ts'
import { eventPaths } from '../workloads/calendar/calendar-paths.ts'
import { readWholeEvents, writeCalendar } from '../workloads/calendar/calendar-permissions.ts'
import { readContacts, writeContacts } from '../workloads/contacts/contact-rules.ts'
import { mailboxOf, messageContext, messageOf } from '../workloads/mail/mail-call.ts'
import { readMail, writeMail } from '../workloads/mail/mail-permissions.ts'
import { listOf, storeOf, taskOf, todoContext } from '../workloads/todo/todo-call.ts'
import { writeTasks } from '../workloads/todo/todo-rules.ts'
import { extensionRoutesOf } from './extension-routes.ts'

const readOwn: Permissions = {
  delegated: ['User.Read', 'User.ReadWrite', 'User.Read.All', 'User.ReadWrite.All'],
  shared: ['User.Read.All', 'User.ReadWrite.All'],
  application: ['User.Read.All', 'User.ReadWrite.All'],
}
const writeOwn: Permissions = {
  delegated: ['User.ReadWrite', 'User.ReadWrite.All'],
  shared: ['User.ReadWrite.All'],
  application: ['User.ReadWrite.All'],
}
const nothing = (): void => undefined
const keyed = (set: string, id: string | undefined): string => `${set}('${encodeURIComponent(id ?? '')}')`

/** The open extensions of everything that apps may keep data on. */
export const extensionRoutes: readonly Route[] = [
  ...extensionRoutesOf({
    owners: ['/users/{user}/messages/{message}', '/users/{user}/mailFolders/{folder}/messages/{message}'],
    workload: 'outlook',
    read: readMail,
    write: writeMail,
    find(call) {
      const thing = messageOf(call)
      return {
        thing,
        context: keyed(messageContext(call), call.params['message']),
        changed: () => mailboxOf(call).messages.touch(thing),
      }
    },
  }),
  ...extensionRoutesOf({
    owners: eventPaths,
    workload: 'outlook',
    read: readWholeEvents,
    write: writeCalendar,
    find(call) {
      const { event } = eventOf(call)
      return {
        thing: event,
        context: keyed(eventContext(call, 'events'), call.params['event']),
        changed: () => calendarMailboxOf(call).calendars.touch(event),
      }
    },
  }),
  ...extensionRoutesOf({
    owners: ['/users/{user}/contacts/{contact}', '/users/{user}/contactFolders/{folder}/contacts/{contact}'],
    workload: 'outlook',
    read: readContacts,
    write: writeContacts,
    find(call) {
      const { contacts } = mailboxOf(call)
      const thing = contacts.find(call.params['contact'] ?? '')
      return {
        thing,
        context: keyed(`users('${call.user.id}')/contacts`, call.params['contact']),
        changed: () => contacts.touch(thing),
      }
    },
  }),
  ...extensionRoutesOf({
    owners: ['/users/{user}/todo/lists/{list}'],
    workload: 'outlook',
    read: writeTasks,
    write: writeTasks,
    find(call) {
      const thing = listOf(call)
      return {
        thing,
        context: keyed(`users('${call.user.id}')/todo/lists`, call.params['list']),
        changed: () => storeOf(call).touch(thing),
      }
    },
  }),
  ...extensionRoutesOf({
    owners: ['/users/{user}/todo/lists/{list}/tasks/{task}'],
    workload: 'outlook',
    read: writeTasks,
    write: writeTasks,
    find(call) {
      const thing = taskOf(call)
      return {
        thing,
        context: keyed(todoContext(call, 'tasks'), call.params['task']),
        changed: () => storeOf(call).touch(thing),
      }
    },
  }),
  ...extensionRoutesOf({
    owners: ['/users/{user}'],
    workload: 'directory',
    read: readOwn,
    write: writeOwn,
    find: ({ user }) => ({ thing: user, context: `users('${user.id}')`, changed: nothing }),
  }),
]
