import { createHash } from 'node:crypto'
import { type Answer, notModified, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import type { Route } from '../../routing/route.ts'
import { readReports } from '../administration/administration-permissions.ts'
import { driveUsage, emailActivity, mailboxUsage } from './detail-reports.ts'
import { makeReport } from './make-report.ts'
import { currentPeriod, reportPeriod } from './report-period.ts'
import type { ReportRow } from './report-row.ts'
import { type ReportArguments, type ReportShape, reportShapes } from './report-shapes.ts'

type Report = (call: Call) => readonly ReportRow[]

const workload = 'service'

/** Reports about usage: each answers with the address of a CSV file (Graph rule 41). */
export const reportRoutes: readonly Route[] = [
  ...routesOf('getEmailActivityUserDetail', 'period or date', (call) =>
    emailActivity(call.tenant, reportPeriod(call)),
  ),
  ...routesOf('getMailboxUsageDetail', 'period', (call) => mailboxUsage(call.tenant, reportPeriod(call))),
  ...routesOf('getOneDriveUsageAccountDetail', 'period or date', (call) =>
    driveUsage(call.tenant, reportPeriod(call)),
  ),
  ...reportShapes.flatMap((shape) =>
    routesOf(shape.name, shape.takes, (call) => reportOf(shape, call), shape),
  ),
]

function routesOf(
  name: string,
  takes: ReportArguments,
  report: Report,
  shape?: ReportShape,
): readonly Route[] {
  const path = takes === 'nothing' ? `/reports/${name}` : `/reports/${name}(period={period})`
  return [
    {
      method: 'GET',
      paths: [path],
      workload,
      permissions: readReports,
      answer(call) {
        const rows = report(takes === 'period or date' ? call : withoutDate(call))
        if (shape !== undefined && wantsJson(call, name)) return answerJson(shape, rows)
        return answerReport(call, shape, rows)
      },
    },
  ]
}

/** A report that takes no date is one without a period when a date is given. */
function withoutDate(call: Call): Call {
  const { date: _date, ...params } = call.params
  return { ...call, params }
}

function reportOf(shape: ReportShape, call: Call): readonly ReportRow[] {
  const period = shape.takes === 'nothing' ? currentPeriod(call) : reportPeriod(call)
  return makeReport(shape, call.tenant, period)
}

function answerReport(call: Call, shape: ReportShape | undefined, rows: readonly ReportRow[]): Answer {
  const { tenant, base, headers } = call
  const csv = csvOf(shape?.columns ?? Object.keys(rows[0] ?? {}), rows)
  const etag = `"${createHash('sha256').update(csv).digest('hex').slice(0, 32)}"`
  if (headers.get('if-none-match') === etag) return notModified
  const location = tenant.administration.reports.offer(base, csv)
  return { status: 302, headers: { Location: location, ETag: etag, 'Content-Type': 'text/plain' } }
}

/** Only the reports about the apps can be had as JSON in v1.0. */
function wantsJson({ query }: Call, name: string): boolean {
  return name.startsWith('getM365App') && query.parameter('$format') === 'application/json'
}

const grouping: Readonly<Record<string, string>> = {
  getM365AppUserDetail: 'details',
  getM365AppUserCounts: 'userCounts',
  getM365AppPlatformUserCounts: 'userCounts',
}

function answerJson({ name, columns }: ReportShape, rows: readonly ReportRow[]): Answer {
  const group = grouping[name] ?? 'details'
  const isDetail = group === 'details'
  const outer = isDetail ? columns.slice(0, 4) : columns.slice(0, 2)
  const written = (row: ReportRow, names: readonly string[]): Record<string, unknown> =>
    Object.fromEntries(names.map((column) => [camelCased(column), jsonCell(row[column])]))
  const inner = columns.filter((column) => !outer.includes(column))
  if (isDetail)
    return ok({ value: rows.map((row) => ({ ...written(row, outer), [group]: [written(row, inner)] })) })
  const [first] = rows
  if (first === undefined) return ok({ value: [] })
  return ok({ value: [{ ...written(first, outer), [group]: rows.map((row) => written(row, inner)) }] })
}

function jsonCell(value: unknown): unknown {
  if (value === 'Yes' || value === 'No') return value === 'Yes'
  return value === '' ? null : value
}

/** `Outlook (Windows)` is `outlookWindows`. */
function camelCased(column: string): string {
  const joined = column.replace(/[^A-Za-z0-9]/g, '')
  return `${joined.charAt(0).toLowerCase()}${joined.slice(1)}`
}

/** Begins with a byte order mark, as Microsoft's files do. */
function csvOf(columns: readonly string[], rows: readonly ReportRow[]): string {
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
  return `\uFEFF${lines.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('')}`
}

function cellOf(value: string | number): string {
  const written = String(value)
  return /[",\r\n]/.test(written) ? `"${written.replaceAll('"', '""')}"` : written
}
