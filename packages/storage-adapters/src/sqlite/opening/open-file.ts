import { existsSync, rmSync } from 'node:fs'

import type { Clock, KeyRing } from '@graphkeep/core'

import { type ConnectOptions, connect } from '../connect.ts'
import type { Connection, Driver } from '../driver.ts'
import { type FoundKeys, findKeys, type SqliteKey } from '../keys/find-keys.ts'
import { formatOf, formatVersion } from '../schema/format.ts'
import { loadMigrate } from '../schema/load-migrate.ts'
import { atGate } from './at-gate.ts'
import { createDatabase } from './create-database.ts'
import { removeDraft } from './draft.ts'
import { inspectWithKeys } from './inspect-with-keys.ts'
import { companions, type Place } from './place.ts'
import { settlePlaintext } from './plaintext.ts'
import type { Presence } from './presence.ts'
import { refused } from './refusals.ts'
import { setAside } from './set-aside.ts'

/** A database that is there, is ours, opens with the key, and has today's tables. */
export interface OpenFile {
  readonly connection: Connection
  readonly presence: Presence
  readonly place: Place
  readonly keys: KeyRing

  /** Where a damaged database went that was in this one's place. */
  readonly setAside?: string
}

/** What opening goes by. */
export interface OpenFileOptions extends Pick<ConnectOptions, 'path' | 'profile' | 'busyMs'> {
  readonly source: SqliteKey
  readonly clock: Clock
}

/**
 * Opens the database, making it when there is none, and setting it aside when it is damaged.
 *
 * One process at a time does this; those that have the database open already are not disturbed.
 *
 * @throws DatabaseRefused when its owner has to do something first; the file is as it was.
 */
export function openFile(driver: Driver, options: OpenFileOptions): Promise<OpenFile> {
  return atGate(driver, options.path, async (place, presence) => {
    removeDraft(place)
    settlePlaintext(place)
    const keys = await findKeys(place, options.source)
    const { key, aside } = await prepare(driver, place, { ...options, keys, alone: presence.isAlone() })
    const connection = connect(driver, { ...options, key, path: place.path })
    if (formatOf(connection) < formatVersion) await migrateOrClose(connection, options.clock.now())
    return {
      connection,
      presence,
      place,
      keys: keys.ring,
      ...(aside !== undefined && { setAside: aside }),
    }
  })
}

interface Preparation extends OpenFileOptions {
  readonly keys: FoundKeys
  readonly alone: boolean
}

/** Sees to it that there is a sound database; returns its key, and where a damaged one went. */
async function prepare(
  driver: Driver,
  place: Place,
  { keys, alone, profile, clock }: Preparation,
): Promise<{ readonly key: Uint8Array; readonly aside?: string | undefined }> {
  const finding = inspectWithKeys(driver, { keys, profile, place, alone })
  await keys.keep()
  if (finding.state === 'sound') {
    if (alone) rmSync(place.suspicion, { force: true })
    return { key: finding.key }
  }
  if (!alone) throw refused('corrupt', place.path, new Error('The file was removed while it was in use'))
  const isOrphaned = companions.some((suffix) => existsSync(`${place.path}${suffix}`))
  const aside = finding.state === 'damaged' || isOrphaned ? setAside(place, clock.now()) : undefined
  const key = keys.pageKeys[0] as Uint8Array
  await createDatabase(driver, place, { key, profile }, clock.now())
  return { key, aside }
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
