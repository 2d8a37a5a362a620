import { copyFileSync, existsSync, linkSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'

import { DatabaseRefused } from '@graphkeep/core'

import { connect, type SqliteProfile } from '../connect.ts'
import { type Driver, loadDriver } from '../driver.ts'
import { alone } from '../opening/at-gate.ts'
import { checkDraft, removeDraft, takePlace } from '../opening/draft.ts'
import { foldLog } from '../opening/fold-log.ts'
import { inspectWithKeys } from '../opening/inspect-with-keys.ts'
import { type Place, placeOf } from '../opening/place.ts'
import { refused } from '../opening/refusals.ts'
import { freeName, setAside } from '../opening/set-aside.ts'
import { checkedKey } from './checked-key.ts'
import { fenceOff, type Sequences, sequencesOf } from './fence-off.ts'
import { type FoundKeys, findKeys, type SqliteKey } from './find-keys.ts'
import { writeKeyFile } from './key-file.ts'
import { lockWith } from './lock.ts'

/** Which database is meant, and the backup that is to take its place. Both open with the same key. */
export type RestoreDatabaseOptions = SqliteKey & {
  readonly path: string

  /** A file that `backup` wrote, with its key file beside it. */
  readonly from: string

  /** Default `sqlcipher`. */
  readonly profile?: SqliteProfile
}

/**
 * Puts a backup in the place of a database. It is copied and checked before anything is replaced; the database that was
 * there is kept beside it. Cached answers that may have been made untrue since the backup was written are not served.
 *
 * @returns where the database is now that was there before; `undefined` when there was none.
 * @throws DatabaseRefused when the database is in use, or the backup is absent, damaged, not ours, or opens with another key.
 *
 * @example
 * ```ts
 * import { openSqlite, restoreDatabase } from '@graphkeep/storage-adapters/sqlite'
 *
 * const masterKey = crypto.getRandomValues(new Uint8Array(32))
 * const database = await openSqlite({ path: './graphkeep.db', masterKey })
 * await database.backup('./graphkeep.backup')
 * await database.close()
 * await restoreDatabase({ path: './graphkeep.db', from: './graphkeep.backup', masterKey })
 * ```
 */
export async function restoreDatabase(options: RestoreDatabaseOptions): Promise<string | undefined> {
  const { path, profile = 'sqlcipher' } = options
  const source = checkedKey(options)
  const from = placeOf(options.from)
  const driver = await loadDriver()
  return alone(driver, path, async (place) => {
    if (!existsSync(from.path)) throw refused('absent', from.path)
    const keys = await findKeys(from, source)
    const key = await copyChecked(driver, { from, place, keys, profile })
    const current = await lookAt(driver, { place, source, profile })
    const draft = connect(driver, { path: place.draft, key, profile })
    fenceOff(draft, current?.sequences ?? new Map(), Date.now())
    draft.close()
    const aside = keep(place, current)
    // Whichever of the two is in place after a kill, its keys are there.
    const roots = [...keys.roots, ...(current?.keys.roots ?? [])]
    if (source.key === undefined) writeKeyFile(place, [await lockWith(roots, source)])
    takePlace(place)
    return aside
  })
}

interface Backup {
  readonly from: Place
  readonly place: Place
  readonly keys: FoundKeys
  readonly profile: SqliteProfile
}

/** Copies the backup and checks the copy; returns its key. */
async function copyChecked(driver: Driver, { from, place, keys, profile }: Backup): Promise<Uint8Array> {
  removeDraft(place)
  await copyFile(from.path, place.draft)
  try {
    const copy = { ...place, path: place.draft }
    const finding = inspectWithKeys(driver, { keys, profile, place: copy, alone: true })
    if (finding.state !== 'sound') throw refused('corrupt', from.path)
    checkDraft(driver, place, { key: finding.key, profile })
    return finding.key
  } catch (error) {
    removeDraft(place)
    throw error instanceof DatabaseRefused ? refused(error.problem, from.path, error) : error
  }
}

interface Current {
  readonly keys: FoundKeys
  readonly sequences: Sequences
}

/** Reads what the database that is going to be replaced knows; `undefined` when it does not open. */
async function lookAt(
  driver: Driver,
  { place, source, profile }: { place: Place; source: SqliteKey; profile: SqliteProfile },
): Promise<Current | undefined> {
  try {
    const keys = await findKeys(place, source)
    const finding = inspectWithKeys(driver, { keys, profile, place, alone: true })
    if (finding.state !== 'sound') return undefined
    const options = { path: place.path, key: finding.key, profile }
    foldLog(driver, options)
    const connection = connect(driver, options)
    const sequences = sequencesOf(connection)
    connection.close()
    return { keys, sequences }
  } catch (error) {
    if (error instanceof DatabaseRefused) return undefined
    throw error
  }
}

/** Gives the database another name beside its own; one that does not open is moved, with its log. */
function keep(place: Place, current: Current | undefined): string | undefined {
  if (!existsSync(place.path)) return undefined
  const hasKeyFile = existsSync(place.keyFile)
  const aside = current ? freeName(`${place.path}.replaced`) : setAside(place, Date.now())
  if (current) link(place.path, aside)
  if (hasKeyFile) copyFileSync(place.keyFile, `${aside}.key`)
  return aside
}

function link(path: string, name: string): void {
  try {
    linkSync(path, name)
  } catch {
    copyFileSync(path, name)
  }
}
