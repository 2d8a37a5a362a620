import type { Connection } from '../driver.ts'

/** Stands in the file's header, so that a database of another program is known as such. */
export const applicationId = 0x47_72_6b_70

/** The format that this version writes; a file with a higher one was made by a newer version. */
export const formatVersion = 3

/** Returns the format of a file, 0 for one that was never given any. */
export function formatOf(connection: Connection): number {
  return Number(connection.pragma('user_version', { simple: true }))
}

/** Says whether a file that could be read was made by Graphkeep: it has our mark in its header and in its tables. */
export function isOurs(connection: Connection): boolean {
  if (connection.pragma('application_id', { simple: true }) !== applicationId) return false
  const meta = connection.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'meta'").get()
  return (
    meta !== undefined && connection.prepare("SELECT 1 FROM meta WHERE name = 'format'").get() !== undefined
  )
}
