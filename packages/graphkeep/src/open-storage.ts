import { createSealer } from '@graphkeep/cache'
import {
  type Clock,
  createMemorySecrets,
  createMemoryStore,
  createMemoryTaskQueue,
  type Sealer,
  type SecretStore,
  type Store,
  sealedSecrets,
  type TaskQueue,
} from '@graphkeep/core'
import { openSqlite } from '@graphkeep/storage-adapters/sqlite'

import { findSecret } from './find-secret.ts'
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
  return options.storage === 'memory' ? openMemory(options, clock) : openFile(options, clock)
}

async function openMemory(
  { limitBytes = 256 * 1024 ** 2 }: GraphkeepOptions,
  clock: Clock,
): Promise<Storage> {
  return {
    store: createMemoryStore({ clock, limitBytes }),
    secrets: createMemorySecrets({ clock }),
    queue: createMemoryTaskQueue({ clock }),
    keyOrigin: 'none',
    close: async () => {},
  }
}

async function openFile(options: GraphkeepOptions, clock: Clock): Promise<Storage> {
  const { path, secret, origin } = await findSecret(options)
  const { limitBytes } = options
  const database = await openSqlite({
    path,
    ...secret,
    clock,
    ...(limitBytes !== undefined && { limitBytes }),
  })
  const sealer = createSealer(database.keys)
  const { setAside } = database
  return {
    store: database.store,
    sealer,
    secrets: sealedSecrets(database.secrets, sealer),
    queue: database.queue,
    sums: database.statistics,
    keyOrigin: origin,
    database: { path, ...(setAside !== undefined && { setAside }) },
    close: () => database.close(),
  }
}
