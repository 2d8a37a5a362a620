/** How a row of a collection is told from others and from its earlier self. */
export interface Trace {
  /** The same as long as the thing exists, wherever it is. */
  readonly key: string
  /** The same as long as the thing stays in the collection; another one when it comes back. */
  readonly place: string
  /** Another one whenever a client would see something new. */
  readonly version: string
}

/** What has become of one thing over a span of the log. */
export interface Change<row> {
  readonly kind: 'created' | 'updated' | 'deleted'
  readonly key: string
  readonly place: string
  /** As it was when this was noted; for a deleted one the last that was seen of it. */
  readonly row: row
}

/** A span of sequence numbers: after `from`, up to and including `until`. */
export interface Span {
  readonly from: number
  readonly until: number
}

/** The changes of one collection in the order in which they were noted, each with a sequence number from 1. */
export interface ChangeLog<row> {
  /** The number of the latest change; 0 while there is none. */
  readonly sequence: number
  /**
   * Compares the collection with what it was, and notes the differences; rows are told apart by their traces. With the
   * same revision as before nothing is compared.
   */
  observe(rows: readonly row[], trace: (row: row) => Trace, revision: number | undefined): void
  /**
   * The last change of each thing in a span; nothing for what came and went within it. By `key`, a thing that left
   * and came back is given as deleted and never again (Graph rule 24); by `place` it is deleted and created.
   */
  between(span: Span, identity: 'key' | 'place'): readonly Change<row>[]
  /** What is in the collection at a place; `undefined` when it has gone. */
  current(place: string): row | undefined
}

/** Creates the log of an empty collection. */
export function createChangeLog<row>(): ChangeLog<row> {
  const log: Change<row>[] = []
  let known: ReadonlyMap<string, Seen<row>> = new Map()
  let latest: Summary<row> | undefined
  let observed: number | undefined

  return {
    get sequence() {
      return log.length
    },
    observe(rows, trace, revision) {
      if (revision !== undefined && revision === observed) return
      observed = revision
      const present = new Map(
        rows.map((row) => {
          const traced = trace(row)
          return [traced.place, { ...traced, row }] as const
        }),
      )
      for (const seen of known.values()) if (!present.has(seen.place)) log.push({ ...seen, kind: 'deleted' })
      for (const seen of present.values()) {
        const before = known.get(seen.place)
        if (before?.version !== seen.version)
          log.push({ ...seen, kind: before === undefined ? 'created' : 'updated' })
      }
      known = present
    },
    between({ from, until }, identity) {
      const name = `${from} ${until} ${identity}`
      if (latest?.name === name) return latest.changes
      const things = Map.groupBy(log.slice(from, until), (change) => change[identity])
      const changes = [...things.values()].flatMap(summary)
      latest = { name, changes }
      return changes
    },
    current: (place) => known.get(place)?.row,
  }
}

interface Seen<row> extends Trace {
  readonly row: row
}

/** What was last asked for: the pages of a round ask for the same. */
interface Summary<row> {
  readonly name: string
  readonly changes: readonly Change<row>[]
}

function summary<row>(changes: readonly Change<row>[]): readonly Change<row>[] {
  const first = changes[0]
  const last = changes.at(-1)
  if (first === undefined || last === undefined) return []
  if (first.kind === 'created') return last.kind === 'deleted' ? [] : [{ ...last, kind: 'created' }]
  const left = changes.find(({ kind }) => kind === 'deleted')
  if (left !== undefined && left.place !== last.place) return [left]
  return [last]
}
