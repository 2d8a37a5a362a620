import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { createSealer } from '@graphkeep/cache'
import {
  type Clock,
  createKeyRing,
  createMemorySecrets,
  createMemoryStore,
  createMemoryTaskQueue,
  type Sealer,
  type SecretStore,
  type Store,
  sealedSecrets,
  type TaskQueue,
} from '@graphkeep/core'
import { loadMasterKey } from '@graphkeep/storage-adapters/keyring'
import { openSqlite } from '@graphkeep/storage-adapters/sqlite'

import { dataFolder } from './data-folder.ts'
import type { Graphkeep, GraphkeepOptions } from './graphkeep.ts'
import type { Sums } from './lifetime-counters.ts'

/** Everything that keeps something, opened. */
export interface Storage extends Pick<Graphkeep, 'keyOrigin' | 'database'> {
  readonly store: Store

  /** Seals what is kept outside this process; absent when nothing is. */
  readonly sealer?: Sealer
  readonly secrets: SecretStore
  readonly queue: TaskQueue

  /** Sums that survive a restart; absent where nothing does. */
  readonly sums?: Sums
  close(): Promise<void>
}

/** Opens what the options ask for: one encrypted file, or memory. */
export function openStorage(options: GraphkeepOptions, clock: Clock): Promise<Storage> {
  return options.storage === 'memory' ? openMemory(clock) : openFile(options, clock)
}

async function openMemory(clock: Clock): Promise<Storage> {
  return {
    store: createMemoryStore({ clock }),
    secrets: createMemorySecrets({ clock }),
    queue: createMemoryTaskQueue({ clock }),
    keyOrigin: 'none',
    close: async () => {},
  }
}

async function openFile(
  { folder = dataFolder(), key, keyFile }: GraphkeepOptions,
  clock: Clock,
): Promise<Storage> {
  const path = join(folder, 'graphkeep.db')
  const master = await loadMasterKey({
    ...(key !== undefined && { key }),
    ...(keyFile !== undefined && { keyFile }),
    existingDatabase: existsSync(path),
  })
  const keys = createKeyRing([master.key])
  const sealer = createSealer(keys)
  const database = await openSqlite({ path, key: (await keys.current('database')).bytes, clock })
  const { setAside } = database
  return {
    store: database.store,
    sealer,
    secrets: sealedSecrets(database.secrets, sealer),
    queue: database.queue,
    sums: database.statistics,
    keyOrigin: master.origin,
    database: { path, ...(setAside !== undefined && { setAside }) },
    close: () => database.close(),
  }
}
