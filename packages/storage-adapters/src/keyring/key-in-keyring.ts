import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

import { isGraphkeepError, KeyUnavailable, masterKeyLength } from '@graphkeep/core'
import type { AsyncEntry } from '@napi-rs/keyring'

import { type HeldLock, lock } from '../locks/file-lock.ts'
import type { Absence, FoundKey } from './found-key.ts'
import { keyFromText, textOfKey } from './key-text.ts'
import { lostKey, noKey } from './refusals.ts'

/** Where in the keyring the key is. */
export interface KeyringPlace {
  readonly service: string
  readonly account: string
}

const lockWaitMs = 30_000

/** Returns the key in the operating system's keyring; made there when there is none, by one process only. */
export async function keyInKeyring(
  place: KeyringPlace,
  absence: Absence,
  lockFolder: string,
): Promise<FoundKey> {
  try {
    const entry = await entryAt(place)
    const known = await read(entry, place)
    if (known) return { key: known, created: false }
    if (absence === 'refuse') throw lostKey("the operating system's keyring")
    return await makeOnce(entry, place, lockFolder)
  } catch (error) {
    if (isGraphkeepError(error)) throw error
    throw noKey("the operating system's keyring cannot be used; it may be locked or missing", error)
  }
}

/** Replaces the key in the operating system's keyring. */
export async function keepKeyInKeyring(place: KeyringPlace, key: Uint8Array): Promise<void> {
  try {
    await keep(await entryAt(place), place, key)
  } catch (error) {
    if (isGraphkeepError(error)) throw error
    throw noKey("the operating system's keyring cannot be used; it may be locked or missing", error)
  }
}

async function keep(entry: AsyncEntry, place: KeyringPlace, key: Uint8Array): Promise<void> {
  await entry.setPassword(textOfKey(key))
  const kept = await read(entry, place)
  if (kept && Buffer.compare(kept, key) === 0) return
  throw noKey("the operating system's keyring did not keep the key that was made")
}

/** Without the store's name, Linux falls back to one that forgets everything on restart. */
async function entryAt({ service, account }: KeyringPlace): Promise<AsyncEntry> {
  const { AsyncEntry } = await import('@napi-rs/keyring').catch((cause: unknown) => {
    throw noKey('the package @napi-rs/keyring cannot be loaded (npm install @napi-rs/keyring)', cause)
  })
  return new AsyncEntry(service, account, { linux: { store: 'secret-service' } })
}

async function read(entry: AsyncEntry, { service, account }: KeyringPlace): Promise<Uint8Array | undefined> {
  const text = await entry.getPassword()
  if (text === null) return undefined
  const key = keyFromText(text)
  if (key) return key
  throw new KeyUnavailable(
    `What the operating system's keyring keeps as "${account}" of "${service}" is not a master key, and was left as it ` +
      'is. Name another service or account, or remove it there.',
  )
}

/** Two processes that start together must not make two keys, of which one would be lost with what it encrypted. */
async function makeOnce(entry: AsyncEntry, place: KeyringPlace, lockFolder: string): Promise<FoundKey> {
  const held = await takeLock(lockFolder)
  try {
    const known = await read(entry, place)
    if (known) return { key: known, created: false }
    const key = Uint8Array.from(randomBytes(masterKeyLength))
    await keep(entry, place, key)
    return { key, created: true }
  } finally {
    held.release()
  }
}

async function takeLock(folder: string): Promise<HeldLock> {
  const { DatabaseSync } = await import('node:sqlite')
  const open = (path: string) => new DatabaseSync(path, { timeout: 0 })
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const held = await lock(open, join(folder, 'keyring.lock'), lockWaitMs)
    if (held) return held
  } catch (cause) {
    throw noKey(`the folder ${folder} for the lock of the keyring cannot be written`, cause)
  }
  throw noKey('another process is making one and does not come to an end')
}
