import { refuse } from '../errors/graph-problem.ts'
import { type Answer, ok } from '../gateway/answer.ts'
import type { Call } from '../gateway/call.ts'
import { parseQuery, readCount } from '../odata/query.ts'
import type { Change, ChangeLog, Trace } from './change-log.ts'
import type { LoggedCollection } from './change-logs.ts'
import type { DeltaDress } from './delta-dress.ts'
import { type DeltaState, readDeltaToken, writeDeltaToken } from './delta-token.ts'

/** A collection whose changes a request asks for. */
export interface DeltaSource<row> extends LoggedCollection {
  /** What is tracked, e.g. the folder's id; a token of one scope serves no other. */
  readonly scope: string
  /** All that is in the collection, in the order of a first round. */
  readonly rows: readonly row[]
  readonly trace: (row: row) => Trace
  /** Another number whenever a row has changed, come or gone; without it rows are compared at every request. */
  readonly revision?: number
  /** What a client knows things by: for good, or as long as they stay in the collection. */
  readonly identity: 'key' | 'place'
  /** The type or set after `$metadata#`. */
  readonly context: string
  readonly pageSize: number
  readonly largestPage: number
  /** Writes something that is there; `undefined` leaves it out. */
  present(row: row, change: Change<row>): Record<string, unknown> | undefined
  /** Writes something that has gone. */
  absent(change: Change<row>): Record<string, unknown>
  /** Which changes the first request's query lets through; all of them without it. */
  passes?(change: Change<row>): boolean
  /** The order of a round; without it that of the log. */
  order?(changes: readonly Change<row>[]): readonly Change<row>[]
}

/**
 * Answers a request for changes (Graph rule 19): everything at first, page by page, and from then on what has changed
 * since. `sourceOf` is called with the first request's query, which the token carries on. The answer to an old link
 * can be had again.
 */
export function answerDelta<row>(
  call: Call,
  dress: DeltaDress,
  sourceOf: (call: Call) => DeltaSource<row>,
): Answer {
  const state = readState(call, dress)
  const source = sourceOf(state === undefined ? call : { ...call, query: parseQuery(state.query) })
  if (state !== undefined && state.scope !== source.scope)
    refuse(dress.malformed({ restart: addressOf(call) }))
  const log = call.tenant.changeLogs.of<row>(source)
  log.observe(source.rows, source.trace, source.revision)
  const now = call.tenant.clock.now()
  if (state !== undefined && now - state.at > dress.lifetime)
    refuse(dress.expired({ restart: addressOf(call), from: state.from, sequence: log.sequence }))
  const round = state ?? firstRound(call, source, { sequence: log.sequence, dress })
  const until = round.until ?? log.sequence
  return page(call, { source, log, dress, round: { ...round, until, at: now } })
}

interface Page<row> {
  readonly source: DeltaSource<row>
  readonly log: ChangeLog<row>
  readonly dress: DeltaDress
  readonly round: DeltaState & { readonly until: number }
}

function page<row>(call: Call, { source, log, dress, round }: Page<row>): Answer {
  const ordered = arranged(log.between(round, source.identity), round.query, source)
  const end = round.offset + sizeOf(call, source, round.query)
  const value = ordered.slice(round.offset, end).flatMap((change) => {
    const row = change.kind === 'deleted' ? undefined : log.current(change.place)
    if (change.kind === 'deleted') return [source.absent(change)]
    return row === undefined ? [] : (source.present(row, change) ?? [])
  })
  const link = (parameter: string, state: DeltaState): string =>
    `${addressOf(call)}?${parameter}=${writeDeltaToken(state, call.tenant.secret)}`
  return ok({
    '@odata.context': `${call.base}/$metadata#${source.context}`,
    ...(end < ordered.length
      ? { '@odata.nextLink': link(dress.parameters.next, { ...round, offset: end }) }
      : {
          '@odata.deltaLink': link(dress.parameters.delta, {
            ...round,
            from: round.until,
            until: undefined,
            offset: 0,
          }),
        }),
    value,
  })
}

interface Arranged {
  readonly query: string
  readonly changes: readonly unknown[]
}

/** What was last made of a list of changes: the pages of a round ask for the same. */
const lastArranged = new WeakMap<readonly unknown[], Arranged>()

function arranged<row>(
  changes: readonly Change<row>[],
  query: string,
  { passes, order }: DeltaSource<row>,
): readonly Change<row>[] {
  const last = lastArranged.get(changes)
  if (last?.query === query) return last.changes as readonly Change<row>[]
  const passing = passes === undefined ? changes : changes.filter(passes)
  const made = order?.(passing) ?? passing
  lastArranged.set(changes, { query, changes: made })
  return made
}

/** The state that a request's token holds; `undefined` for a first request. */
function readState(call: Call, dress: DeltaDress): DeltaState | undefined {
  const token = tokenOf(call, dress)
  if (token === undefined || token === '' || isLatest(token, dress)) return undefined
  return readDeltaToken(token, call.tenant.secret) ?? refuse(dress.malformed({ restart: addressOf(call) }))
}

function tokenOf({ query, params }: Call, { parameters }: DeltaDress): string | undefined {
  if (parameters.delta === 'token') return params['token'] ?? query.parameter('token')
  return query.option('skiptoken') ?? query.option('deltatoken')
}

function isLatest(token: string, { takesLatest }: DeltaDress): boolean {
  return takesLatest && token.toLowerCase() === 'latest'
}

interface Beginning {
  readonly sequence: number
  readonly dress: DeltaDress
}

function firstRound<row>(
  call: Call,
  { scope }: DeltaSource<row>,
  { sequence, dress }: Beginning,
): DeltaState {
  const from = isLatest(tokenOf(call, dress) ?? '', dress) ? sequence : 0
  const query = call.query.rewritten({ skiptoken: undefined, deltatoken: undefined })
  return { scope, query, from, until: undefined, offset: 0, at: 0 }
}

/** `$top` of the first request, cut down by the page size that this one prefers. */
function sizeOf<row>(call: Call, { pageSize, largestPage }: DeltaSource<row>, query: string): number {
  const preferred = /odata\.maxpagesize\s*=\s*"?(\d{1,9})/i.exec(call.headers.get('prefer') ?? '')?.[1]
  const top = readCount(parseQuery(query), 'top')
  const wished = [Number(preferred ?? 0), top ?? 0].filter((size) => size > 0)
  return Math.min(...(wished.length === 0 ? [pageSize] : wished), largestPage)
}

/** The address of a first request, with the function written without its arguments. */
function addressOf(call: Call): string {
  return `${call.base}${call.path.replace(/[^/]*$/, 'delta')}`
}
