import { closeSync, openSync, readSync } from 'node:fs'

/**
 * Returns up to `length` bytes of a file, past SQLite.
 *
 * Nobody in this process may have the file open with SQLite: on POSIX systems this would free its locks.
 */
export function readBytes(path: string, position: number, length: number): Buffer {
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(length)
    return bytes.subarray(0, readSync(file, bytes, 0, length, position))
  } finally {
    closeSync(file)
  }
}
