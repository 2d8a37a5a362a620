import type { KqlTerm } from './kql-syntax.ts'

const dayLength = 86_400_000

/** The first and the last moment that a KQL date restriction lets through, in milliseconds; `undefined` if it is no date. */
export function dateRange({ operator, value }: KqlTerm, now: number): readonly [number, number] | undefined {
  const [from, to] = value.split('..')
  if (to !== undefined) return join(spanOf(from ?? '', now), spanOf(to, now))
  const span = spanOf(value, now)
  if (span === undefined) return undefined
  if (operator === '>') return [span[1] + 1, Number.POSITIVE_INFINITY]
  if (operator === '>=') return [span[0], Number.POSITIVE_INFINITY]
  if (operator === '<') return [Number.NEGATIVE_INFINITY, span[0] - 1]
  if (operator === '<=') return [Number.NEGATIVE_INFINITY, span[1]]
  return span
}

type Span = readonly [number, number]

function join(a: Span | undefined, b: Span | undefined): Span | undefined {
  return a && b && [a[0], b[1]]
}

function spanOf(value: string, now: number): Span | undefined {
  const today = Math.floor(now / dayLength) * dayLength
  const days = (from: number, count: number): Span => [from, from + count * dayLength - 1]
  switch (value.trim().toLowerCase()) {
    case 'today':
      return days(today, 1)
    case 'yesterday':
      return days(today - dayLength, 1)
    case 'this week':
      return days(weekStart(today), 7)
    case 'last week':
      return days(weekStart(today) - 7 * dayLength, 7)
    case 'this month':
      return month(today, 0)
    case 'last month':
      return month(today, -1)
    case 'this year':
      return year(today, 0)
    case 'last year':
      return year(today, -1)
    default:
      return dated(value.trim(), days)
  }
}

function dated(value: string, days: (from: number, count: number) => Span): Span | undefined {
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(value)
  if (american) return days(Date.UTC(Number(american[3]), Number(american[1]) - 1, Number(american[2])), 1)
  if (!/^\d{4}-\d\d-\d\d/.test(value)) return undefined
  const at = Date.parse(value)
  if (Number.isNaN(at)) return undefined
  return value.length === 10 ? days(at, 1) : [at, at + 999]
}

function weekStart(today: number): number {
  return today - new Date(today).getUTCDay() * dayLength
}

function month(today: number, shift: number): Span {
  const date = new Date(today)
  const [y, m] = [date.getUTCFullYear(), date.getUTCMonth() + shift]
  return [Date.UTC(y, m, 1), Date.UTC(y, m + 1, 1) - 1]
}

function year(today: number, shift: number): Span {
  const y = new Date(today).getUTCFullYear() + shift
  return [Date.UTC(y, 0, 1), Date.UTC(y + 1, 0, 1) - 1]
}
