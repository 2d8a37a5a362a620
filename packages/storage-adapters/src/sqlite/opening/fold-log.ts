import { existsSync } from 'node:fs'

import { type ConnectOptions, connect } from '../connect.ts'
import type { Driver } from '../driver.ts'
import { refused } from './refusals.ts'

/**
 * Copies the log of a database into its file and removes it, so that the file is all there is.
 *
 * @throws DatabaseRefused when somebody holds on to the log.
 */
export function foldLog(driver: Driver, options: ConnectOptions): void {
  const connection = connect(driver, options)
  connection.pragma('wal_checkpoint(TRUNCATE)')
  connection.close()
  if (existsSync(`${options.path}-wal`)) throw refused('in_use', options.path)
}
