/** A reproducible source of choices: the same seed gives the same sequence on every machine. */
export interface Random {
  /** A number from 0 up to, but not including, 1. */
  next(): number
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number
  /** One element; throws a `RangeError` when the list is empty. */
  pick<element>(list: readonly element[]): element
  /** True in the given share of cases, from 0 to 1. */
  chance(share: number): boolean
  /** A GUID in lower case, of version 4 in its form. */
  guid(): string
  /** `length` bytes. */
  bytes(length: number): Uint8Array
  /** An independent source for a named part, so that changing one part leaves the others as they are. */
  fork(label: string): Random
}

/** Creates a source from a seed; equal seeds give equal sequences. */
export function createRandom(seed: string): Random {
  const step = generator(seed)
  const next = (): number => step() / 0x1_0000_0000
  const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, () => step() & 0xff)

  return {
    next,
    bytes,
    int: (min, max) => min + Math.floor(next() * (max - min + 1)),
    chance: (share) => next() < share,
    guid: () => guidOf(bytes(16)),
    fork: (label) => createRandom(`${seed}/${label}`),
    pick(list) {
      const element = list[Math.floor(next() * list.length)]
      if (element === undefined) throw new RangeError('There is nothing to pick from')
      return element
    },
  }
}

/** Four words of state, mixed by additions and shifts; 2^128 states are plenty for made-up mail. */
function generator(seed: string): () => number {
  let [a, b, c, d] = [hash(seed, 1), hash(seed, 2), hash(seed, 3), 1]
  const step = (): number => {
    const sum = (a + b + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return sum >>> 0
  }
  for (let i = 0; i < 12; i++) step()
  return step
}

function hash(text: string, salt: number): number {
  let value = 0x811c9dc5 ^ (salt * 0x9e3779b1)
  for (let i = 0; i < text.length; i++) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
    value ^= value >>> 15
  }
  return value | 0
}

function guidOf(bytes: Uint8Array): string {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Buffer.from(bytes).toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
