import type { Problem } from '../../errors/graph-problem.ts'
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
const window = 30

/** Reads `period='D7'` and the like, or `date=2026-11-01`; refuses other lengths, and days before the last 30 (Graph rule 41). */
export function reportPeriod({ params, tenant }: Pick<Call, 'params' | 'tenant'>): ReportPeriod {
  const { period, date } = params
  const to = Math.floor((tenant.clock.now() - lag) / day) * day + day
  if (date !== undefined) return oneDay(date, to)
  if (!/^D(7|30|90|180)$/i.test(period ?? '')) refuse(invalid(`Invalid period value specified: ${period}.`))
  const days = Number(period?.slice(1))
  return { days, from: to - days * day, to }
}

/** What a report without a period is about: today's state. */
export function currentPeriod({ tenant }: Pick<Call, 'tenant'>): ReportPeriod {
  const to = Math.floor((tenant.clock.now() - lag) / day) * day + day
  return { days: 1, from: to - day, to }
}

function oneDay(date: string, to: number): ReportPeriod {
  const from = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(date) : Number.NaN
  if (Number.isNaN(from) || from >= to || from < to - window * day)
    refuse(invalid(`Invalid date value specified: ${date}. Only support data for the past 30 days.`))
  return { days: 1, from, to: from + day }
}

function invalid(message: string): Problem {
  return { status: 400, code: 'InvalidArgument', message }
}
