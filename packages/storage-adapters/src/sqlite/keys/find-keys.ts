import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'

import { createKeyRing, type KeyRing, masterKeyLength } from '@graphkeep/core'

import type { Place } from '../opening/place.ts'
import { refused } from '../opening/refusals.ts'
import { readKeyFile, writeKeyFile } from './key-file.ts'
import { lockWith, unlock } from './lock.ts'
import type { SqliteSecret } from './secret.ts'

/** What opens a database: keys of its own behind a secret, or its key itself. */
export type SqliteKey =
  | (SqliteSecret & { readonly key?: never })
  | {
      /** 32 random bytes, used as they are; there is no key file then. */
      readonly key: Uint8Array
      readonly masterKey?: never
      readonly passphrase?: never
    }

/** The keys of a database. */
export interface FoundKeys {
  /** From which every key of the database is derived, newest first. */
  readonly roots: readonly Uint8Array[]

  /** Hands out the keys that what is inside may be sealed with. */
  readonly ring: KeyRing

  /** What the pages may be encrypted with, newest first. */
  readonly pageKeys: readonly Uint8Array[]

  /** Whether there is a database, but no key file beside it: older versions encrypted with the master key itself. */
  readonly isOrphan: boolean

  /** Writes the key file if there was none. */
  keep(): Promise<void>
}

/**
 * Finds the keys of a database, and makes new ones when there is neither database nor key file. Call it while holding
 * the gate.
 *
 * @param isPlain Says that what is there is not encrypted, so that no key belongs to it.
 * @throws DatabaseRefused when the secret does not unlock them, or the key file is damaged.
 */
export async function findKeys(
  place: Place,
  source: SqliteKey,
  { isPlain = false }: { readonly isPlain?: boolean } = {},
): Promise<FoundKeys> {
  if (source.key !== undefined) return rawKeys(source.key)
  const locks = readKeyFile(place)
  if (!locks) return firstKeys(place, source, existsSync(place.path) && !isPlain)
  const roots = await unlock(locks, source)
  if (!roots) throw refused('wrong_key', place.path)
  return { ...(await derived(roots)), isOrphan: false, keep: async () => {} }
}

async function rawKeys(key: Uint8Array): Promise<FoundKeys> {
  const roots = [key]
  return { roots, ring: createKeyRing(roots), pageKeys: roots, isOrphan: false, keep: async () => {} }
}

async function firstKeys(place: Place, secret: SqliteSecret, isOrphan: boolean): Promise<FoundKeys> {
  const root = (isOrphan && secret.masterKey) || Uint8Array.from(randomBytes(masterKeyLength))
  return {
    ...(await derived([root])),
    isOrphan,
    keep: async () => writeKeyFile(place, [await lockWith([root], secret)]),
  }
}

async function derived(roots: readonly Uint8Array[]) {
  const pageKeys = await Promise.all(
    roots.map(async (root) => (await createKeyRing([root]).current('database')).bytes),
  )
  return { roots, ring: createKeyRing(roots), pageKeys }
}
