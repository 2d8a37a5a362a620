import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { type OpenLockFile, tryLock } from '../../locks/file-lock.ts'

/** Shows the others that this process has the database open, and this process who else has. */
export interface Presence {
  /** Names this opening of the database; never used again. */
  readonly id: string

  /** Says whether the process with that id still has the database open; `false` at once after a `kill -9`. */
  isLive(id: string): boolean

  /** Says whether nobody else has the database open; forgets those that died. */
  isAlone(): boolean

  /** Ends the presence. */
  leave(): void
}

const idPattern = /^[0-9a-f]{8}-[0-9a-f-]{27}$/

/**
 * Enters a folder of locks: a file in it stays locked as long as this process lives.
 *
 * Call it while holding the gate, so that nobody takes the new file for that of a dead process.
 */
export function enter(open: OpenLockFile, folder: string): Presence {
  const id = randomUUID()
  const mine = tryLock(open, join(folder, id))
  if (!mine) throw new Error('A file lock that nobody else knows was refused')

  function isLive(other: string): boolean {
    if (other === id) return true
    const path = join(folder, other)
    if (!existsSync(path)) return false
    const lock = tryLock(open, path)
    if (!lock) return true
    lock.release()
    rmSync(path, { force: true })
    return false
  }

  return {
    id,
    isLive,
    isAlone: () => readdirSync(folder).every((name) => name === id || !idPattern.test(name) || !isLive(name)),

    leave() {
      mine.release()
      rmSync(join(folder, id), { force: true })
    },
  }
}
