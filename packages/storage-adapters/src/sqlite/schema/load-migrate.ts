import type { migrate } from './migrate.ts'

/**
 * Loads what makes tables; most starts do without it.
 *
 * @throws Error when Kysely, an optional peer, is not installed.
 */
export async function loadMigrate(): Promise<typeof migrate> {
  try {
    return (await import('./migrate.ts')).migrate
  } catch (cause) {
    throw new Error('@graphkeep/storage-adapters/sqlite could not load Kysely: npm install kysely', { cause })
  }
}
