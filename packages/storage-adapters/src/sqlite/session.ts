import { setTimeout as sleep } from 'node:timers/promises'

import { type Clock, StoreUnavailable } from '@graphkeep/core'

import { type Connection, isSqliteError } from './driver.ts'
import { createGroupCommit } from './group-commit.ts'

/** The one connection of a process to a database, and the rules by which everybody uses it. */
export interface Session {
  readonly clock: Clock
  readonly connection: Connection

  /**
   * Does something that reads, at once; a statement of its own sees one state of the database.
   *
   * @throws StoreUnavailable when the database was closed, is busy for too long, or fails.
   */
  read<T>(work: () => T, signal?: AbortSignal): Promise<T>

  /** Does something in a transaction, together with what others write at the same time; it may be tried again. */
  write<T>(work: () => T, signal?: AbortSignal): Promise<T>

  /** Resolves when nothing is left that was to be written. */
  settled(): Promise<void>

  /** Says whether the session has not ended. */
  isOpen(): boolean

  /** Ends the session; what is asked of it afterwards is refused. */
  close(): void
}

/** What a session is made of. */
export interface SessionParts {
  readonly connection: Connection
  readonly clock: Clock

  /** Called when the database turns out to be damaged. */
  readonly onDamage: () => void

  /** Called when the session has ended. */
  readonly onClose: () => void
}

const busyLimitMs = 5_000

/** Makes a session; from then on the connection is its own. */
export function createSession({ connection, clock, onDamage, onClose }: SessionParts): Session {
  const inTransaction = connection.transaction((work: () => unknown) => work()).immediate
  const commits = createGroupCommit((work) => attempt(() => inTransaction(work) as ReturnType<typeof work>))
  let closed = false

  async function attempt<T>(work: () => T, signal?: AbortSignal): Promise<T> {
    const deadline = performance.now() + busyLimitMs
    for (;;) {
      if (closed) throw new StoreUnavailable('sqlite', { cause: new Error('It was closed') })
      signal?.throwIfAborted()
      try {
        return work()
      } catch (error) {
        if (!isSqliteError(error)) throw error
        if (isDamage(error.code)) onDamage()
        if (!isBusy(error.code) || performance.now() >= deadline)
          throw new StoreUnavailable('sqlite', { cause: error })
      }
      await sleep(2 + Math.random() * 10)
    }
  }

  return {
    clock,
    connection,
    read: attempt,
    write: commits.write,
    settled: commits.settled,

    isOpen: () => !closed,

    close() {
      if (closed) return
      closed = true
      try {
        connection.pragma('wal_checkpoint(TRUNCATE)')
      } catch {
        // Whoever opens next finds the log and goes on from there.
      }
      connection.close()
      onClose()
    },
  }
}

function isBusy(code: string): boolean {
  return code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')
}

function isDamage(code: string): boolean {
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB' || code === 'SQLITE_IOERR_SHORT_READ'
}
