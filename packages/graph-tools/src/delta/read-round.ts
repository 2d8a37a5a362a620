import { GraphFailure, type ToolContext } from '@graphkeep/core'

import { type GraphPage, getPage } from '../client/pages.ts'
import type { KeptJson } from '../keeping/kept-json.ts'
import { type DeltaChange, type DeltaItem, readChanges } from './delta-change.ts'
import type { DeltaRound, DeltaRoundsOptions } from './delta-rounds-options.ts'
import type { FirstRequest } from './first-request.ts'
import { returnedMessages } from './returned-messages.ts'

/** Where a reader is. */
export interface Place {
  /** Graph's link to what has changed since. */
  readonly link: string

  /** The ids of what rounds from here have told and not come to their end. */
  readonly told: readonly string[]
}

/** All that a round needs. */
export interface Reading extends Pick<DeltaRoundsOptions, 'resource' | 'apply' | 'sweep'> {
  readonly first: FirstRequest
  readonly place: KeptJson<Place>
  readonly context: Pick<ToolContext, 'fetch' | 'signal'>
}

/** More than that is not remembered between rounds; then everything is read anew. */
const mostTold = 1000

/** Reads from the place that is kept, and everything anew where that leads no further; then keeps the next place. */
export async function readRound(reading: Reading): Promise<DeltaRound> {
  const start = await reading.place.read()
  const changed = start && (await readFrom(start, reading))
  if (changed) return changed
  // A full read that breaks off is begun again: a link from before it does not tell what it brought and has gone since.
  if (start) await reading.place.keep(undefined)
  const all = await readFrom(undefined, reading)
  return all ?? endless()
}

/** Gives nothing when the place leads no further: Graph no longer knows it, or something told is not told again. */
async function readFrom(start: Place | undefined, reading: Reading): Promise<DeltaRound | undefined> {
  const full = start ? undefined : crypto.randomUUID()
  const told = new Set(start?.told)
  const untold = new Set(told)
  let count = 0
  for (let link = start?.link ?? reading.first.path; ; ) {
    const page = await readPage(link, start, reading)
    if (page === undefined) return undefined
    const changes = await changesOn(page, reading)
    for (const { id } of changes) untold.delete(id)
    if (changes.length > 0) {
      if (start) await noteTold(changes, told, start, reading)
      await reading.apply(changes, full)
    }
    count += changes.length
    if (page.nextLink === undefined) {
      const { deltaLink = endless() } = page
      if (untold.size > 0) return undefined
      if (full !== undefined) await reading.sweep(full)
      await reading.place.keep({ link: deltaLink, told: [] })
      return { full: full !== undefined, changes: count }
    }
    link = page.nextLink === link ? endless() : page.nextLink
  }
}

async function readPage(
  link: string,
  start: Place | undefined,
  { context, first }: Reading,
): Promise<GraphPage<DeltaItem> | undefined> {
  try {
    return await getPage<DeltaItem>(context, link, { headers: first.headers })
  } catch (error) {
    if (start && error instanceof GraphFailure && isUnknownLink(error)) return undefined
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

/**
 * Notes what is about to be told, before it is. Should the round not come to its end, and the thing be by the next what it
 * was at this link, e.g. come and gone, then Graph tells nothing of it. Which members of groups were told is not noted.
 */
async function noteTold(
  changes: readonly DeltaChange[],
  told: Set<string>,
  { link }: Place,
  { place, resource }: Reading,
): Promise<void> {
  for (const { id } of changes) told.add(id)
  const isKnown = resource.kind !== 'groups' && told.size <= mostTold
  await place.keep(isKnown ? { link, told: [...told] } : undefined)
}

function endless(): never {
  throw new GraphFailure('The changes of Microsoft Graph lead nowhere. Read them again later.', {
    status: 200,
    retryable: true,
  })
}
