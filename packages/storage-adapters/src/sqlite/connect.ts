import type { Connection, Driver } from './driver.ts'

/** How pages are encrypted: as SQLCipher 4 does, or faster with AEGIS-256, which no other tool reads. */
export type SqliteProfile = 'sqlcipher' | 'aegis'

/** What it takes to open an encrypted file. */
export interface ConnectOptions {
  readonly path: string

  /** 32 bytes. */
  readonly key: Uint8Array
  readonly profile: SqliteProfile

  /** How long a statement waits for another process, blocking this one, in milliseconds. Default 5,000. */
  readonly busyMs?: number

  /** `inspect` changes neither the file nor its log. Default `use`. */
  readonly purpose?: 'use' | 'inspect'
}

const setup: Record<SqliteProfile, readonly string[]> = {
  sqlcipher: ["cipher = 'sqlcipher'", 'legacy = 4'],
  aegis: ["cipher = 'aegis'"],
}

/**
 * Opens an encrypted file and checks its first page against the key.
 *
 * @throws the driver's error; `SQLITE_NOTADB` when the key does not fit.
 */
export function connect(driver: Driver, options: ConnectOptions): Connection {
  const { path, key, profile, busyMs = 5_000, purpose = 'use' } = options
  const connection = new driver(path, {
    timeout: busyMs,
    fileMustExist: true,
    readonly: purpose === 'inspect',
  })
  try {
    for (const pragma of setup[profile]) connection.pragma(pragma)
    giveKey(connection, key)
    connection.pragma('temp_store = MEMORY')
    connection.prepare('SELECT count(*) FROM sqlite_schema').get()
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

function giveKey(connection: Connection, key: Uint8Array): void {
  const raw = rawKey(key)
  connection.key(raw)
  raw.fill(0)
}

/** Returns a key of 32 bytes as the driver wants it: an empty one would mean no encryption, other lengths a passphrase. */
export function rawKey(key: Uint8Array): Buffer {
  if (key.length !== 32) throw new TypeError('A database key must be exactly 32 bytes long')
  return Buffer.concat([Buffer.from('raw:'), key])
}
