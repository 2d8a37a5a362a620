import { closeSync, fsyncSync, openSync } from 'node:fs'

/** Waits until a file is on the disk. SQLite must not have it open: on POSIX systems this would free its locks. */
export function persist(path: string): void {
  sync(path, 'r+')
}

/** Waits until the names in a folder are on the disk, where the system lets a program do that. */
export function persistFolder(folder: string): void {
  if (process.platform !== 'win32') sync(folder, 'r')
}

function sync(path: string, flags: string): void {
  const file = openSync(path, flags)
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
