import type { MemorySpaces } from './memory-spaces.ts'

const cleaningStarts = 0.8
const cleaningStops = 0.6

/** Which part of a limit an entry may take at most: cleaning could not make room for a larger one. */
export const largestShare: number = cleaningStops

/**
 * Makes a function to be told of bytes that were stored: from 80 % of the limit on it removes the entries that are worth
 * the least, until 60 % are left.
 */
export function createMemoryLimit(
  spaces: MemorySpaces,
  limitBytes: number,
): (bytes: number, now: number) => void {
  let unseen = 0

  return (bytes, now) => {
    unseen += bytes
    if (unseen < limitBytes / 64) return
    unseen = 0
    let held = spaces.size().bytes
    if (held < limitBytes * cleaningStarts) return
    for (const one of [...spaces.worths(now)].sort((a, b) => a.worth - b.worth)) {
      if (held <= limitBytes * cleaningStops) return
      one.drop()
      held -= one.bytes
    }
  }
}
