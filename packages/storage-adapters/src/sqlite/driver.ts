/** A prepared statement. */
export interface Statement<parameters extends readonly unknown[], row> {
  readonly reader: boolean
  run(...parameters: parameters): { readonly changes: number; readonly lastInsertRowid: number | bigint }
  get(...parameters: parameters): row | undefined
  all(...parameters: parameters): row[]
  iterate(...parameters: parameters): IterableIterator<row>

  /** Returns only the first column of each row from then on. */
  pluck(): this

  /** Returns rows as lists of columns from then on. */
  raw(): this
}

/** One open connection of the driver, as far as it is used. Whatever fails throws an error with an SQLite code. */
export interface Connection {
  readonly inTransaction: boolean
  prepare<parameters extends readonly unknown[] = readonly unknown[], row = unknown>(
    sql: string,
  ): Statement<parameters, row>
  exec(sql: string): unknown
  pragma(source: string, options?: { readonly simple: boolean }): unknown
  key(key: Buffer): number
  rekey(key: Buffer): number
  transaction<parameters extends readonly unknown[], result>(
    work: (...parameters: parameters) => result,
  ): Record<'immediate' | 'deferred', (...parameters: parameters) => result>
  close(): unknown
}

/** The driver: it opens connections. */
export type Driver = new (
  path: string,
  options?: { readonly timeout?: number; readonly readonly?: boolean; readonly fileMustExist?: boolean },
) => Connection

const oldestNode = [22, 18] as const

/**
 * Loads the driver, which is an optional peer.
 *
 * @throws Error when this Node is too old for it (it would crash the process), or it is not installed.
 */
export async function loadDriver(): Promise<Driver> {
  refuseOldNode(process.versions.node)
  try {
    return (await import('better-sqlite3-multiple-ciphers')).default
  } catch (cause) {
    const advice = 'npm install better-sqlite3-multiple-ciphers kysely'
    throw new Error(`@graphkeep/storage-adapters/sqlite could not load its driver: ${advice}`, { cause })
  }
}

/** Throws when a version of Node, e.g. `20.19.0`, is older than the driver bears. */
export function refuseOldNode(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [oldestMajor, oldestMinor] = oldestNode
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return
  throw new Error(
    `Node ${version} is too old for the encrypted database: use Node ${oldestNode.join('.')} or newer`,
  )
}

/** Says whether an error is the driver's own, and so has an SQLite code. */
export function isSqliteError(error: unknown): error is Error & { readonly code: string } {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code.startsWith('SQLITE')
  )
}
