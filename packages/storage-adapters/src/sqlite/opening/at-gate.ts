import { mkdirSync } from 'node:fs'

import { StoreUnavailable } from '@graphkeep/core'

import { lock, type OpenLockFile } from '../../locks/file-lock.ts'
import type { Driver } from '../driver.ts'
import { type Place, placeOf } from './place.ts'
import { enter, type Presence } from './presence.ts'
import { refusalOf, refused } from './refusals.ts'

const gateWaitMs = 30_000

/**
 * Does something to a database that one process at a time may do; those that have it open are not disturbed. Whoever
 * does it has entered, and stays present until it leaves or fails.
 *
 * @throws DatabaseRefused for whatever the owner has to do something about.
 */
export async function atGate<T>(
  driver: Driver,
  path: string,
  work: (place: Place, presence: Presence) => Promise<T>,
): Promise<T> {
  const place = placeOf(path)
  const open: OpenLockFile = (file) => new driver(file, { timeout: 0 })
  try {
    mkdirSync(place.folder, { recursive: true, mode: 0o700 })
    mkdirSync(place.locks, { recursive: true, mode: 0o700 })
    const gate = await lock(open, place.gate, gateWaitMs)
    if (!gate) throw new StoreUnavailable('sqlite', { cause: new Error('Another process is opening it') })
    try {
      return await entered(enter(open, place.locks), (presence) => work(place, presence))
    } finally {
      gate.release()
    }
  } catch (error) {
    throw refusalOf(error, place.path)
  }
}

/**
 * Does something to a database while nobody has it open; whoever wants to open it waits.
 *
 * @throws DatabaseRefused when it is in use, and for whatever else the owner has to do something about.
 */
export function alone<T>(driver: Driver, path: string, work: (place: Place) => Promise<T>): Promise<T> {
  return atGate(driver, path, async (place, presence) => {
    if (!presence.isAlone()) throw refused('in_use', place.path)
    const result = await work(place)
    presence.leave()
    return result
  })
}

async function entered<T>(presence: Presence, work: (presence: Presence) => Promise<T>): Promise<T> {
  try {
    return await work(presence)
  } catch (error) {
    presence.leave()
    throw error
  }
}
