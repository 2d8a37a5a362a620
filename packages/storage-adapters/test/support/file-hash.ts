import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'

/** Returns what a database's file and its log are, so that any change shows. */
export function fileHash(path: string): readonly string[] {
  return [path, `${path}-wal`].map((name) =>
    existsSync(name) ? createHash('sha256').update(readFileSync(name)).digest('hex') : 'absent',
  )
}
