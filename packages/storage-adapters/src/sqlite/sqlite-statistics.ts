import type { Session } from './session.ts'

/** Sums that outlive the process, shared by all that use the database. */
export interface SqliteStatistics {
  /** Adds to each named sum; one that was never added to starts at 0. */
  add(amounts: Readonly<Record<string, number>>): Promise<void>

  /** Returns every sum by its name. */
  read(): Promise<Readonly<Record<string, number>>>
}

/** Makes the way to the sums. It ends with the session. */
export function createSqliteStatistics(session: Session): SqliteStatistics {
  const { connection } = session
  const add = connection.prepare(
    'INSERT INTO statistics (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = value + excluded.value',
  )
  const all = connection.prepare<[], [string, number]>('SELECT name, value FROM statistics').raw()

  return {
    async add(amounts) {
      await session.write(() => {
        for (const [name, amount] of Object.entries(amounts)) add.run(name, amount)
      })
    },

    read: () => session.read(() => Object.fromEntries(all.all())),
  }
}
