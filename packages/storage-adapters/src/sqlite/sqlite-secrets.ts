import type { SecretStore } from '@graphkeep/core'

import type { Connection } from './driver.ts'
import type { Presence } from './opening/presence.ts'
import type { ScopeIds } from './scope-ids.ts'
import type { Session } from './session.ts'
import { createTurns } from './turns.ts'

const named = 'scope = ? AND name = ?'
const living = '(expires_at IS NULL OR expires_at > ?)'

/** Makes the secret store of an open database. It ends with the session. */
export function createSqliteSecrets(session: Session, scopes: ScopeIds, presence: Presence): SecretStore {
  const { connection, clock } = session
  const turns = createTurns(session, presence)
  const select = connection
    .prepare<[number, string, number], Buffer>(`SELECT value FROM secrets WHERE ${named} AND ${living}`)
    .pluck()
  const put = connection.prepare(
    `INSERT INTO secrets (scope, name, value, expires_at) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at`,
  )
  const remove = connection.prepare(`DELETE FROM secrets WHERE ${named} AND ${living}`)
  const removeAll = connection.prepare('DELETE FROM secrets WHERE scope = ?')
  const removeExpired = connection.prepare('DELETE FROM secrets WHERE expires_at <= ?')

  return {
    name: 'sqlite',

    get: (scope, name) =>
      session.read(() => {
        const id = scopes.find(scope)
        const value = id === undefined ? undefined : select.get(id, name, clock.now())
        return value && new Uint8Array(value)
      }),

    async set(scope, name, value, { expiresAt } = {}) {
      const id = await scopes.open(scope)
      await session.write(() =>
        overwriting(connection, () => {
          removeExpired.run(clock.now())
          put.run(id, name, value, expiresAt ?? null)
        }),
      )
    },

    async delete(scope, name) {
      const id = await scopes.open(scope)
      return session.write(() => overwriting(connection, () => remove.run(id, name, clock.now()).changes > 0))
    },

    async clear(scope) {
      const id = await scopes.open(scope)
      await session.write(() => overwriting(connection, () => removeAll.run(id)))
    },

    async exclusive(scope, name, run) {
      const id = await scopes.open(scope)
      return turns.take(id, name, run)
    },

    [Symbol.asyncDispose]: async () => {},
  }
}

/** Lets SQLite overwrite whatever it frees; for small rows only, as every freed page is written once more. */
function overwriting<T>(connection: Connection, work: () => T): T {
  connection.pragma('secure_delete = ON')
  try {
    return work()
  } finally {
    connection.pragma('secure_delete = FAST')
  }
}
