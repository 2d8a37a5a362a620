import { type ChangeLog, createChangeLog } from './change-log.ts'

/** Which collection a log is of. */
export interface LoggedCollection {
  /** The thing that holds the collection, e.g. a folder; the log goes when it goes. */
  readonly owner: object
  /** Tells the collections of one owner apart; equal aspects have to mean equal types of rows. */
  readonly aspect: string
}

/** The change logs of a tenant. */
export interface ChangeLogs {
  /** The log of a collection, begun when first asked for. */
  of<row>(collection: LoggedCollection): ChangeLog<row>
}

/** Creates a tenant's logs; none is kept of a collection that nobody tracks. */
export function createChangeLogs(): ChangeLogs {
  const owners = new WeakMap<object, Map<string, unknown>>()
  return {
    of<row>({ owner, aspect }: LoggedCollection): ChangeLog<row> {
      const logs = owners.get(owner) ?? new Map<string, unknown>()
      owners.set(owner, logs)
      const log = (logs.get(aspect) as ChangeLog<row> | undefined) ?? createChangeLog<row>()
      logs.set(aspect, log)
      return log
    },
  }
}
