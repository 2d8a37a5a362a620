import {
  calendarView,
  contacts,
  driveItems,
  events,
  groups,
  mailFolders,
  messages,
  query,
  users,
} from '../../src/query.ts'

const select = ['id'] as const
const window = { start: '2026-11-20', end: '2026-11-21' }
const list = '/me/messages'

// What Graph takes compiles.
query(messages, list, {
  select: ['id', 'subject', 'from'],
  where: {
    or: [{ isRead: { eq: false } }, { importance: { eq: 'high' } }],
    not: { categories: { any: { eq: 'Later' } } },
    receivedDateTime: { ge: '2026-01-01', lt: undefined },
  },
  here: { 'body/content': { contains: 'invoice' } },
  orderBy: ['receivedDateTime desc', 'subject'],
  top: 1000,
  count: true,
})
query(messages, list, { select, search: { text: 'budget' }, where: { isRead: { eq: false } } })
query(calendarView, '/me/calendarView', { select, window, orderBy: 'start/dateTime' })
query(users, '/users', {
  select,
  search: { displayName: 'ada' },
  where: { mail: { endsWith: '@contoso.com' } },
  orderBy: 'createdDateTime desc',
  top: 999,
  count: true,
})
query(driveItems, '/me/drive/root/children', { select, here: { name: { endsWith: '.pdf' } } })
const asMany: number = 25
query(messages, list, { select, top: asMany })

// @ts-expect-error A search comes in the order of sending (rule 5).
query(messages, list, { select, search: { text: 'budget' }, orderBy: 'receivedDateTime desc' })
// @ts-expect-error A search is not counted (rule 5).
query(messages, list, { select, search: { text: 'budget' }, count: true })
// @ts-expect-error Events are not searched (rule 6).
query(events, '/me/events', { select, search: { text: 'budget' } })
// @ts-expect-error Contacts are not searched.
query(contacts, '/me/contacts', { select, search: { text: 'ada' } })
// @ts-expect-error Graph does not sort by it.
query(messages, list, { select, orderBy: 'isRead' })
// @ts-expect-error The body is not sorted by.
query(messages, list, { select, orderBy: 'body/content' })
// @ts-expect-error There are no more than 1,000 at once (rule 1).
query(messages, list, { select, top: 1001 })
// @ts-expect-error There are no more than 999 at once (rule 9).
query(users, '/users', { select, top: 1000 })
// @ts-expect-error Graph finds nothing in bodies, silently (rule 4).
query(messages, list, { select, where: { 'body/content': { contains: 'invoice' } } })
// @ts-expect-error Recipients are not filtered by.
query(messages, list, { select, where: { 'toRecipients/emailAddress/address': { any: { eq: 'a@b.c' } } } })
// @ts-expect-error Messages are not filtered by the end of a text.
query(messages, list, { select, where: { subject: { endsWith: 'budget' } } })
// @ts-expect-error There is no `all` (rule 10).
query(messages, list, { select, where: { categories: { all: { eq: 'Later' } } } })
// @ts-expect-error Inside of any there is no ne (rule 10).
query(messages, list, { select, here: { categories: { any: { ne: 'Later' } } } })
// @ts-expect-error A flag is no text.
query(messages, list, { select, where: { isRead: { eq: 'false' } } })
// @ts-expect-error Importance has three values.
query(messages, list, { select, where: { importance: { eq: 'urgent' } } })
// @ts-expect-error Only whole equality asks for null.
query(messages, list, { select, where: { receivedDateTime: { ge: null } } })
// @ts-expect-error Messages have no such property.
query(messages, list, { select, where: { colour: { eq: 'red' } } })
// @ts-expect-error Messages have no such property.
query(messages, list, { select: ['colour'] })
// @ts-expect-error Without a selection Graph adds tips, and leaves out what it likes (rules 9 and 11).
query(messages, list, { where: { isRead: { eq: false } } })
// @ts-expect-error A calendar view is of a window (rule 14).
query(calendarView, '/me/calendarView', { select })
// @ts-expect-error Only a calendar view has a window.
query(events, '/me/events', { select, window })
// @ts-expect-error A calendar view does not give when its events were made (rule 14).
query(calendarView, '/me/calendarView', { select: ['createdDateTime'], window })
// @ts-expect-error The directory has no skip (rule 9).
query(users, '/users', { select, skip: 20 })
// @ts-expect-error Expanding is not part of advanced queries (rule 8).
query(users, '/users', { select, expand: ['manager'] })
// @ts-expect-error The directory does not look inside of texts.
query(users, '/users', { select, where: { displayName: { contains: 'ada' } } })
// @ts-expect-error Only some properties are searched (rule 7).
query(users, '/users', { select, search: { department: 'Sales' } })
// @ts-expect-error A description is not filtered by.
query(groups, '/groups', { select, where: { description: { eq: 'x' } } })
// @ts-expect-error A delta round has parameters of its own (rules 20 to 22).
query(messages, '/me/mailFolders/inbox/messages/delta', { select, deltaToken: 'latest' })
// @ts-expect-error Files are filtered here alone.
query(driveItems, '/me/drive/root/children', { select, where: { name: { eq: 'Plan.docx' } } })
// @ts-expect-error Folders are not searched.
query(mailFolders, '/me/mailFolders', { select, search: { text: 'x' } })
