import { createHash } from 'node:crypto'

import { keptJson } from '../keeping/kept-json.ts'
import type { DeltaItem } from './delta-change.ts'
import type { DeltaRound, DeltaRoundsOptions } from './delta-rounds-options.ts'
import { firstRequest } from './first-request.ts'
import { type Place, type Reading, readRound } from './read-round.ts'

/** Rounds of changes of one resource. */
export interface DeltaRounds {
  /**
   * Reads what has changed since the last round, and applies it. Rounds of one reader take turns in all processes that share
   * the store. A notification is a hint to call this, never a change by itself.
   *
   * @throws whatever reading or applying throws. No link is kept then, so the next round tells all of it again.
   */
  round(signal?: AbortSignal): Promise<DeltaRound>

  /** Forgets the link, after a round under way: the next round reads everything anew. */
  forget(): Promise<void>
}

/**
 * Follows the changes of a resource (Graph rules 19 to 24), so that what `apply` and `sweep` keep is what Graph had when the
 * last successful round began, or newer. The link to the next round is kept only after all was applied.
 *
 * @throws TypeError for an option that Graph does not take there.
 *
 * @example
 * ```ts
 * const mirror = new Map<string, { item: DeltaItem; mark: string | undefined }>()
 * const inbox = deltaRounds({
 *   resource: { kind: 'messages', folder: 'inbox', select: ['subject', 'isRead'] },
 *   reader: 'mirror',
 *   scope,
 *   fetch: client.fetchFor(scope),
 *   secrets: sealedSecrets(createMemorySecrets(), sealer),
 *   apply(changes, full) {
 *     for (const change of changes) {
 *       if (change.kind === 'removed') mirror.delete(change.id)
 *       else mirror.set(change.id, { item: change.item, mark: full })
 *     }
 *   },
 *   sweep(full) {
 *     for (const [id, { mark }] of mirror) if (mark !== full) mirror.delete(id)
 *   },
 * })
 * const { changes } = await inbox.round()
 * ```
 */
export function deltaRounds<T extends object = DeltaItem>(options: DeltaRoundsOptions<T>): DeltaRounds {
  const { resource, reader, scope, secrets, fetch, pageSize = 100 } = options
  const { apply, sweep } = options as Pick<DeltaRoundsOptions, 'apply' | 'sweep'>
  const first = firstRequest(resource, pageSize)
  const place = keptJson<Place>(secrets, scope, `delta:${reader}:${hashOf(first.path)}`)

  return {
    round: (signal = new AbortController().signal) => {
      const reading: Reading = { resource, first, place, context: { fetch, signal }, apply, sweep }
      return place.exclusive(() => readRound(reading))
    },

    forget: () => place.exclusive(() => place.keep(undefined)),
  }
}

function hashOf(path: string): string {
  return createHash('sha256').update(path).digest('base64url')
}
