export type { ListPlace } from './answer/cursor.ts'
export type { Asked, Here, Order, Selectable, Where } from './query/asked.ts'
export {
  calendarView,
  contacts,
  driveItems,
  events,
  groups,
  mailFolders,
  messages,
  users,
} from './query/entities.ts'
export type { EntityFacts, Operator, PropertyFacts } from './query/entity.ts'
export type { MailSearch } from './query/kql.ts'
export { type Query, query } from './query/query.ts'
export { type Rows, type RowsContext, type RowsInit, readRows, rows } from './query/read-rows.ts'
