/** How many bytes of which worth there are, roughly: what is within a tenth counts as the same. */
export interface Levels {
  /** Counts an entry. A worth of 0 is a level of its own, the lowest. */
  add(worth: number, bytes: number): void
  of(worth: number): number

  /** Returns the level up to which there are as many bytes as that. */
  below(bytes: number): number
}

const stepsForDouble = 8
const levelCount = 1_024

/** Makes the levels of entries that are yet to be counted. Their memory does not grow with their number. */
export function createLevels(): Levels {
  const sums = new Float64Array(levelCount)

  function levelOf(worth: number): number {
    if (worth <= 0) return 0
    const level = Math.floor(Math.log2(worth) * stepsForDouble) + levelCount / 2
    return Math.min(levelCount - 1, Math.max(1, level))
  }

  return {
    add(worth, bytes) {
      const level = levelOf(worth)
      sums[level] = (sums[level] ?? 0) + bytes
    },

    of: levelOf,

    below(bytes) {
      let sum = 0
      return sums.findIndex((here) => {
        sum += here
        return sum >= bytes
      })
    },
  }
}
