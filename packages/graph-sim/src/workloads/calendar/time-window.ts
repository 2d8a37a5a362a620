import { badRequest } from '../../errors/catalog.ts'
import { GraphProblem, refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'

/** Two instants in milliseconds. */
export interface TimeWindow {
  readonly from: number
  readonly to: number
}

/** Reads `startDateTime` and `endDateTime`, both required; a value without an offset is UTC, whatever `Prefer` says (Graph rule 14). */
export function readTimeWindow(call: Call): TimeWindow {
  return windowOf(call.query.parameter('startDateTime'), call.query.parameter('endDateTime'))
}

/** Reads the two ends of a span of time; refuses what is missing or no time. */
export function windowOf(start: string | undefined, end: string | undefined): TimeWindow {
  if (start === undefined || end === undefined)
    throw new GraphProblem({
      status: 400,
      code: 'ErrorInvalidParameter',
      message:
        'This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.',
    })
  return { from: readInstant(start, 'StartDateTime'), to: readInstant(end, 'EndDateTime') }
}

function readInstant(value: string, name: string): number {
  const [, local = '', decimals = '', offset] =
    /^(\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?)(\.\d+)?(Z|[+-]\d\d:\d\d)?$/i.exec(value.trim()) ?? []
  const at = Date.parse(local.length === 10 ? local : `${local}${decimals.slice(0, 4)}${offset ?? 'Z'}`)
  if (Number.isNaN(at))
    refuse(badRequest(`The value '${value.slice(0, 80)}' of parameter '${name}' is invalid.`))
  return at
}
