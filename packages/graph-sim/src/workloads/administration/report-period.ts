import { notSimulated } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'

/** The days that a report is about. */
export interface ReportPeriod {
  readonly days: number
  /** Milliseconds since the epoch. */
  readonly from: number
  readonly to: number
}

const day = 86_400_000

/** Reports are two days behind. */
const lag = 2 * day

/** Reads `period='D7'` and the like; refuses other lengths, and with 501 reports about one day. */
export function reportPeriod({ params, tenant }: Call): ReportPeriod {
  const { period, date } = params
  if (date !== undefined) refuse(notSimulated('reports about one day: ask for a period'))
  if (!/^D(7|30|90|180)$/i.test(period ?? ''))
    refuse({ status: 400, code: 'InvalidArgument', message: `Invalid period value specified: ${period}.` })
  const days = Number(period?.slice(1))
  const to = Math.floor((tenant.clock.now() - lag) / day) * day + day
  return { days, from: to - days * day, to }
}
