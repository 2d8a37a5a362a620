import type { SecretStore } from '@graphkeep/core'

import type { Connection } from './driver.ts'
import type { Presence } from './opening/presence.ts'
import type { ScopeIds } from './scope-ids.ts'
import type { Session } from './session.ts'
import { createTurns } from './turns.ts'

/** Makes the secret store of an open database. It ends with the session. */
export function createSqliteSecrets(session: Session, scopes: ScopeIds, presence: Presence): SecretStore {
  const { connection } = session
  const turns = createTurns(session, presence)
  const select = connection
    .prepare<[number, string], Buffer>('SELECT value FROM secrets WHERE scope = ? AND name = ?')
    .pluck()
  const put = connection.prepare(
    'INSERT INTO secrets (scope, name, value) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  )
  const remove = connection.prepare('DELETE FROM secrets WHERE scope = ? AND name = ?')
  const removeAll = connection.prepare('DELETE FROM secrets WHERE scope = ?')

  return {
    name: 'sqlite',

    get: (scope, name) =>
      session.read(() => {
        const id = scopes.find(scope)
        const value = id === undefined ? undefined : select.get(id, name)
        return value && new Uint8Array(value)
      }),

    async set(scope, name, value) {
      const id = await scopes.open(scope)
      await session.write(() => overwriting(connection, () => put.run(id, name, value)))
    },

    async delete(scope, name) {
      const id = await scopes.open(scope)
      return session.write(() => overwriting(connection, () => remove.run(id, name).changes > 0))
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
