import { isUtf8 } from 'node:buffer'
import { existsSync, statSync } from 'node:fs'

import { type ConnectOptions, connect } from '../connect.ts'
import { type Connection, type Driver, isSqliteError } from '../driver.ts'
import { formatOf, formatVersion, isOurs } from '../schema/format.ts'
import type { Place } from './place.ts'
import { isOurPlaintext, isPlain } from './plaintext.ts'
import { readBytes } from './read-bytes.ts'
import { refused } from './refusals.ts'
import { hasPageOf } from './sqlcipher-page.ts'

/** What there is at the path of a database, and the key that its pages are encrypted with. */
export type Finding =
  | { readonly state: 'nothing' | 'damaged' }
  | { readonly state: 'sound'; readonly key: Uint8Array }

/** What an inspection goes by. */
export interface Inspection extends Pick<ConnectOptions, 'profile'> {
  readonly place: Place

  /** What its pages may be encrypted with: one of these. */
  readonly keys: readonly Uint8Array[]

  /** Whether no other process has the database open: only then may it be called damaged, or be read but by SQLite. */
  readonly alone: boolean
}

const smallestPage = 4096
const quickCheckLimit = 64 * 1024 * 1024

/**
 * Finds out what the file is, without changing it or its log.
 *
 * @throws DatabaseRefused when it is not to be opened, nor to be replaced.
 */
export function inspect(driver: Driver, inspection: Inspection): Finding {
  const { path } = inspection.place
  const file = statSync(path, { throwIfNoEntry: false })
  if (!file) return { state: 'nothing' }
  if (!file.isFile()) throw refused('not_ours', path)
  if (file.size < smallestPage) return explainStump(inspection)
  let unreadable: Error | undefined
  for (const key of inspection.keys) {
    try {
      return inspectContent(driver, inspection, key)
    } catch (error) {
      if (!isSqliteError(error)) throw error
      if (/^SQLITE_(CORRUPT|IOERR_SHORT_READ)/.test(error.code)) return damaged(inspection, error)
      if (error.code !== 'SQLITE_NOTADB') throw error
      unreadable = error
    }
  }
  return explainUnreadable(driver, inspection, unreadable)
}

function inspectContent(driver: Driver, inspection: Inspection, key: Uint8Array): Finding {
  const { profile, place } = inspection
  const log = statSync(`${place.path}-wal`, { throwIfNoEntry: false })
  const unclean = log !== undefined && log.size > 0
  const connection = connect(driver, { path: place.path, key, profile, purpose: unclean ? 'inspect' : 'use' })
  try {
    if (!isOurs(connection)) throw refused('not_ours', place.path)
    if (formatOf(connection) > formatVersion) throw refused('newer_version', place.path)
    const isSuspect = existsSync(place.suspicion)
    if (!inspection.alone || !(unclean || isSuspect)) return { state: 'sound', key }
    const isSound = isWhole(connection, isSuspect ? Infinity : quickCheckLimit)
    return isSound ? { state: 'sound', key } : damaged(inspection)
  } finally {
    connection.close()
  }
}

/**
 * Checks the structure of the database; of one over `limit` bytes, that of the tables which are small.
 *
 * Every page carries its HMAC, so what is not looked at here is noticed when it is read.
 */
function isWhole(connection: Connection, limit: number): boolean {
  const pages = Number(connection.pragma('page_count', { simple: true }))
  const checks =
    pages * smallestPage <= limit ? ['quick_check'] : smallTables.map((name) => `quick_check('${name}')`)
  return checks.every((check) => connection.pragma(check, { simple: true }) === 'ok')
}

const smallTables = ['meta', 'scopes', 'marks', 'invalidations', 'secrets', 'turns', 'statistics', 'jobs']

/** What is shorter than a page is the rest of a database, unless it is another program's, or can be read as text. */
function explainStump(inspection: Inspection): Finding {
  const { alone, place } = inspection
  const bytes = alone ? readBytes(place.path, 0, smallestPage) : Buffer.alloc(0)
  if ((alone && isPlain(place.path)) || (bytes.length > 0 && isUtf8(bytes)))
    throw refused('not_ours', place.path)
  return damaged(inspection)
}

/** The first page does not open: another program's file, a damaged first page, or the wrong key. */
function explainUnreadable(driver: Driver, inspection: Inspection, cause: Error | undefined): Finding {
  const { keys, profile, place, alone } = inspection
  if (alone && isPlainDatabase(driver, place.path))
    throw refused(isOurPlaintext(place.path) ? 'plaintext' : 'not_ours', place.path)
  const isDamaged = alone && profile === 'sqlcipher' && keys.some((key) => hasPageOf(key, place.path))
  if (isDamaged) return { state: 'damaged' }
  throw refused('wrong_key', place.path, cause)
}

/** SQLite would leave a log beside a file that has none, and reading past SQLite may free the locks of who has one. */
function isPlainDatabase(driver: Driver, path: string): boolean {
  if (!existsSync(`${path}-wal`) && !existsSync(`${path}-journal`)) return isPlain(path)
  const connection = new driver(path, { readonly: true, fileMustExist: true })
  try {
    connection.prepare('SELECT count(*) FROM sqlite_schema').get()
    return true
  } catch {
    return false
  } finally {
    connection.close()
  }
}

function damaged({ alone, place }: Inspection, cause?: unknown): Finding {
  if (!alone) throw refused('corrupt', place.path, cause)
  return { state: 'damaged' }
}
