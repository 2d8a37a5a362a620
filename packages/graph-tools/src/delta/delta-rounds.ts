import { createHash } from 'node:crypto'

import { GraphFailure, type Scope, type SecretStore, type ToolContext } from '@graphkeep/core'

import { type GraphPage, getPage } from '../client/pages.ts'
import { keptJson } from '../connections/kept-json.ts'
import { type DeltaChange, type DeltaItem, readChanges } from './delta-change.ts'
import type { DeltaResource } from './delta-resource.ts'
import { type FirstRequest, firstRequest } from './first-request.ts'
import { returnedMessages } from './returned-messages.ts'

/** What is read, and who is told of it. */
export interface DeltaRoundsOptions<T extends object = DeltaItem> {
  readonly resource: DeltaResource

  /** Names who reads, e.g. `search-index`. Each reader keeps its own place; two that share a name take each other's changes away. */
  readonly reader: string

  /** Whose data it is, and under which scope the link is kept. */
  readonly scope: Scope

  /** The scope's, as a client's `fetchFor` gives it. */
  readonly fetch: ToolContext['fetch']

  /** Where the link to the next round is kept: sealed when it is `sealedSecrets` or in an encrypted database. */
  readonly secrets: SecretStore

  /** How many items of a mailbox are read at once; Graph decides for drives and the directory. Default 100. */
  readonly pageSize?: number

  /**
   * Keeps what has changed, in the order of the list, for good before it returns. Called for each page, and again with
   * the same or older changes when a round is repeated, so doing it twice has to do no more than doing it once.
   *
   * @param full The name of the full read under way: what it brings is to be marked with it. `undefined` in other rounds.
   */
  apply(changes: readonly DeltaChange<T>[], full: string | undefined): Promise<void> | void

  /** Called when a full read is complete: whatever the full read of that name did not bring is gone, and is to be dropped. */
  sweep(full: string): Promise<void> | void
}

/** How a round ended. */
export interface DeltaRound {
  /** Whether all was read anew: the first time, and when Graph no longer knew the link. */
  readonly full: boolean

  /** How many changes were applied. */
  readonly changes: number
}

/** Rounds of changes of one resource. */
export interface DeltaRounds {
  /**
   * Reads what has changed since the last round, and applies it. Rounds of one reader take turns in all processes that share
   * the store. A notification is a hint to call this, never a change by itself.
   *
   * @throws whatever reading or applying throws. The link stays where it was, so the next round tells all of it again.
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
  const { resource, reader, scope, secrets, pageSize = 100 } = options
  const first = firstRequest(resource, pageSize)
  const kept = keptJson<{ readonly link: string }>(secrets, scope, `delta:${reader}:${hashOf(first.path)}`)

  return {
    round: (signal = new AbortController().signal) =>
      kept.change(async (place) => {
        const { link, ...round } = await onceMore(place?.link, {
          ...options,
          first,
          context: { fetch: options.fetch, signal },
        } as Reading)
        return [{ link }, round]
      }),

    forget: () => kept.change(async () => [undefined, undefined]),
  }
}

interface Reading extends DeltaRoundsOptions {
  readonly first: FirstRequest
  readonly context: Pick<ToolContext, 'fetch' | 'signal'>
}

interface Finished extends DeltaRound {
  readonly link: string
}

/** Reads from the link, and from the start where Graph no longer knows it. */
async function onceMore(link: string | undefined, reading: Reading): Promise<Finished> {
  const changed = link === undefined ? undefined : await readFrom(link, reading)
  if (changed !== undefined && !(changed instanceof GraphFailure)) return changed
  const all = await readFrom(undefined, reading)
  if (all instanceof GraphFailure) throw all
  return all
}

/** Gives the failure when Graph no longer knows a link. */
async function readFrom(start: string | undefined, reading: Reading): Promise<Finished | GraphFailure> {
  const full = start === undefined ? crypto.randomUUID() : undefined
  let count = 0
  for (let link = start ?? reading.first.path; ; ) {
    const page = await readPage(link, reading)
    if (page instanceof GraphFailure) return page
    const changes = await changesOn(page, reading)
    if (changes.length > 0) await reading.apply(changes, full)
    count += changes.length
    if (page.nextLink === undefined) {
      const { deltaLink = endless() } = page
      if (full !== undefined) await reading.sweep(full)
      return { link: deltaLink, full: full !== undefined, changes: count }
    }
    link = page.nextLink === link ? endless() : page.nextLink
  }
}

async function readPage(
  link: string,
  { context, first }: Reading,
): Promise<GraphPage<DeltaItem> | GraphFailure> {
  try {
    return await getPage<DeltaItem>(context, link, { headers: first.headers })
  } catch (error) {
    if (error instanceof GraphFailure && link !== first.path && isUnknownLink(error)) return error
    throw error
  }
}

const outdated = [
  'syncstatenotfound',
  'resyncrequired',
  'resyncchangesapplydifferences',
  'resyncchangesuploaddifferences',
]

/**
 * The workloads have a status and words of their own for it (Graph rule 23). A link is Graph's own writing, so 400 means that
 * it cannot read it any more.
 */
function isUnknownLink({ status, graphCode = '' }: GraphFailure): boolean {
  return status === 410 || status === 400 || outdated.includes(graphCode.toLowerCase())
}

async function changesOn(
  { items }: GraphPage<DeltaItem>,
  { resource, context }: Reading,
): Promise<readonly DeltaChange[]> {
  const changes = readChanges(items, { addUp: resource.kind === 'groups' })
  return resource.kind === 'messages' ? returnedMessages(context, resource, changes) : changes
}

function endless(): never {
  throw new GraphFailure('The changes of Microsoft Graph lead nowhere. Read them again later.', {
    status: 200,
    retryable: true,
  })
}

function hashOf(path: string): string {
  return createHash('sha256').update(path).digest('base64url')
}
