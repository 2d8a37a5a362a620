import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { loadMasterKey, type MasterKey } from '@graphkeep/storage-adapters/keyring'
import type { SqliteSecret } from '@graphkeep/storage-adapters/sqlite'

import { dataFolder } from './data-folder.ts'
import type { GraphkeepOptions } from './graphkeep.ts'

/** The encrypted file, and what unlocks it. */
export interface FoundSecret {
  readonly path: string
  readonly secret: SqliteSecret
  readonly origin: MasterKey['origin'] | 'passphrase'

  /** Whether a master key was made just now. */
  readonly created: boolean
}

/**
 * Finds what unlocks the encrypted file: the host's key or passphrase, those of the environment, a key file, or the
 * keyring.
 *
 * @throws KeyUnavailable when there is none and none may be made.
 */
export async function findSecret({
  folder = dataFolder(),
  key,
  keyFile,
  passphrase,
}: Pick<GraphkeepOptions, 'folder' | 'key' | 'keyFile' | 'passphrase'>): Promise<FoundSecret> {
  const path = join(folder, 'graphkeep.db')
  const hasKey = key !== undefined || keyFile !== undefined || process.env['GRAPHKEEP_KEY'] !== undefined
  const phrase = passphrase ?? (hasKey ? undefined : process.env['GRAPHKEEP_PASSPHRASE'])
  if (phrase !== undefined)
    return { path, secret: { passphrase: phrase }, origin: 'passphrase', created: false }
  const found = await loadMasterKey({
    ...(key !== undefined && { key }),
    ...(keyFile !== undefined && { keyFile }),
    existingDatabase: existsSync(path) || existsSync(`${path}.key`),
  })
  return { path, secret: { masterKey: found.key }, origin: found.origin, created: found.created }
}
