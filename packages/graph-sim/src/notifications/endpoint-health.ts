import type { Clock } from '../tenant/clock.ts'

/** How well an endpoint answers: `slow` ones are served later, those that are `dropped` not at all (Graph rule 43). */
export type EndpointState = 'good' | 'slow' | 'dropped'

/** What the tenant knows of the endpoints that it sends to. */
export interface EndpointHealth {
  /** Notes how long an answer took, in milliseconds. */
  note(url: string, took: number): void
  stateOf(url: string): EndpointState
}

/** The length of the windows in which answers are counted, and for how long a state holds. */
const span = 600_000
/** Fewer answers than this tell nothing. */
const fewest = 100

interface Record {
  start: number
  answers: number
  slow: number
  verySlow: number
  state: EndpointState
  until: number
}

/** Creates the record of all endpoints: more than 10 % over 3 seconds are slow, more than 15 % over 10 seconds are dropped. */
export function createEndpointHealth(clock: Clock): EndpointHealth {
  const records = new Map<string, Record>()

  return {
    note(url, took) {
      const now = clock.now()
      const key = keyOf(url)
      const known = records.get(key)
      const record = known !== undefined && now < known.start + span ? known : fresh(now, known)
      records.set(key, record)
      record.answers++
      if (took > 3_000) record.slow++
      if (took >= 10_000) record.verySlow++
      if (record.answers < fewest) return
      const state =
        record.verySlow / record.answers > 0.15
          ? 'dropped'
          : record.slow / record.answers > 0.1
            ? 'slow'
            : 'good'
      if (state !== 'good') Object.assign(record, { state, until: now + span })
    },
    stateOf(url) {
      const record = records.get(keyOf(url))
      return record !== undefined && clock.now() < record.until ? record.state : 'good'
    },
  }
}

function fresh(now: number, before: Record | undefined): Record {
  const { state = 'good', until = 0 } = before ?? {}
  return { start: now, answers: 0, slow: 0, verySlow: 0, state, until }
}

/** The query tells clients apart, not endpoints. */
function keyOf(url: string): string {
  const { origin, pathname } = new URL(url)
  return `${origin}${pathname}`
}
