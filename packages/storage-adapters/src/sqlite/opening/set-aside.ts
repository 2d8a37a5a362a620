import { existsSync, renameSync, rmSync } from 'node:fs'

import { companions, type Place } from './place.ts'

/**
 * Moves a damaged database out of the way, beside the place where it was, and returns its new path.
 *
 * Its log goes first: a log that stayed would be replayed into the next database of that name.
 */
export function setAside({ path, suspicion }: Place, now: number): string {
  const stamp = new Date(now).toISOString().replaceAll(/[-:]/g, '')
  const target = freeName(`${path}.damaged-${stamp}`)
  for (const suffix of companions) moveIfThere(`${path}${suffix}`, `${target}${suffix}`)
  moveIfThere(path, target)
  rmSync(suspicion, { force: true })
  return target
}

function moveIfThere(from: string, to: string): void {
  if (existsSync(from)) renameSync(from, to)
}

/** Returns the name, or one with a number behind it that no file has. */
export function freeName(name: string, count = 1): string {
  const candidate = count === 1 ? name : `${name}-${count}`
  return existsSync(candidate) ? freeName(name, count + 1) : candidate
}
