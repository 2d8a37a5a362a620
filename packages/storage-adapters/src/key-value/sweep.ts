import type { Clock } from '@graphkeep/core'

import type { KeyValue } from './key-value.ts'
import { entryOfText } from './record.ts'
import type { Space, Spaces } from './spaces.ts'

/** How many entries one call looks at for each that it may remove. */
const looks = 10

/** What a walk over all entries has seen of a scope. */
interface Seen {
  /** The scope's number when the walk came to it. */
  readonly sequence: number

  /** The smallest `asOf` of what still exists. */
  oldest: number
}

/**
 * Makes the function that removes what no longer exists. Each call goes on where the last one stopped; when it has come
 * round, names that nothing needs any more are forgotten.
 */
export function createSweep(parts: {
  readonly keyValue: KeyValue
  readonly spaces: Spaces
  readonly clock: Clock
}): (limit: number) => Promise<number> {
  const { keyValue, spaces, clock } = parts
  const seen = new Map<Space, Seen>()
  let walk: AsyncIterator<readonly [string, string]> | undefined

  async function look(space: Space, key: string, text: string | undefined): Promise<number> {
    const { invalidations } = space.state
    const of = seen.get(space) ?? {
      sequence: invalidations.current.sequence,
      oldest: Number.POSITIVE_INFINITY,
    }
    seen.set(space, of)
    const record = text === undefined ? undefined : entryOfText(text)
    if (record && space.has(record, clock.now())) {
      of.oldest = Math.min(of.oldest, record.entry.asOf)
      return 0
    }
    await keyValue.delete(key)
    return text === undefined ? 0 : 1
  }

  async function comeRound(): Promise<void> {
    walk = undefined
    for (const [{ state }, { sequence, oldest }] of seen) {
      state.invalidations.prune(Math.min(oldest, sequence))
      await state.save()
    }
    seen.clear()
  }

  return async (limit) => {
    walk ??= keyValue.list(spaces.entries)[Symbol.asyncIterator]()
    let gone = 0
    for (let looked = 0; looked < limit * looks && gone < limit; looked++) {
      const next = await walk.next()
      if (next.done) {
        await comeRound()
        break
      }
      const [key] = next.value
      const space = await spaces.around(key)
      gone += await space.turn(async () => look(space, key, await keyValue.get(key)))
    }
    return gone
  }
}
