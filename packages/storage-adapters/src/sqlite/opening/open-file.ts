import { existsSync, mkdirSync, rmSync } from 'node:fs'

import { type Clock, StoreUnavailable } from '@graphkeep/core'

import { lock, type OpenLockFile } from '../../locks/file-lock.ts'
import { type ConnectOptions, connect } from '../connect.ts'
import type { Connection, Driver } from '../driver.ts'
import { formatOf, formatVersion } from '../schema/format.ts'
import { loadMigrate } from '../schema/load-migrate.ts'
import { createDatabase } from './create-database.ts'
import { inspect } from './inspect.ts'
import { companions, type Place, placeOf } from './place.ts'
import { enter, type Presence } from './presence.ts'
import { refusalOf, refused } from './refusals.ts'
import { setAside } from './set-aside.ts'

/** A database that is there, is ours, opens with the key, and has today's tables. */
export interface OpenFile {
  readonly connection: Connection
  readonly presence: Presence
  readonly place: Place

  /** Where a damaged database went that was in this one's place. */
  readonly setAside?: string
}

/** What opening goes by. */
export interface OpenFileOptions extends Pick<ConnectOptions, 'path' | 'key' | 'profile' | 'busyMs'> {
  readonly clock: Clock
}

const gateWaitMs = 30_000

/**
 * Opens the database, making it when there is none, and setting it aside when it is damaged.
 *
 * One process at a time does this; those that have the database open already are not disturbed.
 *
 * @throws DatabaseRefused when its owner has to do something first; the file is as it was.
 */
export async function openFile(driver: Driver, options: OpenFileOptions): Promise<OpenFile> {
  const place = placeOf(options.path)
  const openLock: OpenLockFile = (path) => new driver(path, { timeout: 0 })
  try {
    mkdirSync(place.folder, { recursive: true, mode: 0o700 })
    mkdirSync(place.locks, { recursive: true, mode: 0o700 })
    const gate = await lock(openLock, place.gate, gateWaitMs)
    if (!gate) throw new StoreUnavailable('sqlite', { cause: new Error('Another process is opening it') })
    try {
      return await enterAndOpen(driver, openLock, place, options)
    } finally {
      gate.release()
    }
  } catch (error) {
    throw refusalOf(error, place.path)
  }
}

async function enterAndOpen(
  driver: Driver,
  openLock: OpenLockFile,
  place: Place,
  options: OpenFileOptions,
): Promise<OpenFile> {
  const presence = enter(openLock, place.locks)
  try {
    const aside = await prepare(driver, place, presence, options)
    const connection = connect(driver, { ...options, path: place.path })
    if (formatOf(connection) < formatVersion) await migrateOrClose(connection, options.clock.now())
    return { connection, presence, place, ...(aside !== undefined && { setAside: aside }) }
  } catch (error) {
    presence.leave()
    throw error
  }
}

/** Sees to it that there is a sound database; returns where a damaged one went. */
async function prepare(
  driver: Driver,
  place: Place,
  presence: Presence,
  { key, profile, clock }: OpenFileOptions,
): Promise<string | undefined> {
  const alone = presence.isAlone()
  const finding = inspect(driver, { key, profile, place, alone })
  if (finding === 'sound') {
    if (alone) rmSync(place.suspicion, { force: true })
    return undefined
  }
  if (!alone) throw refused('corrupt', place.path, new Error('The file was removed while it was in use'))
  const isOrphaned = companions.some((suffix) => existsSync(`${place.path}${suffix}`))
  const aside = finding === 'damaged' || isOrphaned ? setAside(place, clock.now()) : undefined
  await createDatabase(driver, place, { key, profile }, clock.now())
  return aside
}

async function migrateOrClose(connection: Connection, now: number): Promise<void> {
  try {
    const migrate = await loadMigrate()
    await migrate(connection, now)
  } catch (error) {
    connection.close()
    throw error
  }
}
