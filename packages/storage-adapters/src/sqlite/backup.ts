import { closeSync, copyFileSync, existsSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

import { persist, persistFolder } from './opening/persist.ts'
import type { Place } from './opening/place.ts'
import { refusalOf, refused } from './opening/refusals.ts'
import type { Session } from './session.ts'

/**
 * Makes the way to write copies of an open database, encrypted as it is. Others may read and write meanwhile; this process
 * stands still, some 1.2 s for each 100 MB.
 */
export function createBackup(session: Session, place: Place): (path: string) => Promise<void> {
  return async (path) => {
    const target = resolve(path)
    const draft = `${target}.draft`
    try {
      if (existsSync(target) || existsSync(`${target}.key`)) throw refused('taken', target)
      await session.settled()
      rmSync(draft, { force: true })
      closeSync(openSync(draft, 'wx', 0o600))
      await session.read(() => session.connection.prepare('VACUUM INTO ?').run(draft))
      if (existsSync(place.keyFile)) {
        copyFileSync(place.keyFile, `${target}.key`)
        persist(`${target}.key`)
      }
      persist(draft)
      renameSync(draft, target)
      persistFolder(dirname(target))
    } catch (error) {
      if (existsSync(draft)) rmSync(draft)
      throw refusalOf(error, target)
    }
  }
}
