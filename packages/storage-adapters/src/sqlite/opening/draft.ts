import { renameSync, rmSync } from 'node:fs'

import { type ConnectOptions, connect } from '../connect.ts'
import type { Driver } from '../driver.ts'
import { isOurs } from '../schema/format.ts'
import { persist, persistFolder } from './persist.ts'
import { companions, type Place } from './place.ts'
import { refused } from './refusals.ts'

/** Removes a draft, also one of somebody who was killed over it. */
export function removeDraft({ draft }: Place): void {
  for (const suffix of ['', ...companions]) rmSync(`${draft}${suffix}`, { force: true })
}

/**
 * Checks every page of a finished draft, and lets it keep a log from then on.
 *
 * @throws DatabaseRefused when it is damaged or not ours; the driver's error when it does not open.
 */
export function checkDraft(
  driver: Driver,
  { draft }: Place,
  options: Pick<ConnectOptions, 'key' | 'profile'>,
): void {
  const connection = connect(driver, { ...options, path: draft })
  try {
    if (!isOurs(connection)) throw refused('not_ours', draft)
    if (connection.pragma('quick_check', { simple: true }) !== 'ok') throw refused('corrupt', draft)
    connection.pragma('journal_mode = WAL')
  } finally {
    connection.close()
  }
}

/** Puts a finished draft in the place of the database, which nobody may have open, and which has no log. */
export function takePlace({ draft, path, folder }: Place): void {
  persist(draft)
  renameSync(draft, path)
  persistFolder(folder)
}
