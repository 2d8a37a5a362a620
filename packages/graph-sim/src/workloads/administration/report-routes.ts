import { createHash } from 'node:crypto'
import { type Answer, notModified } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import type { Route } from '../../routing/route.ts'
import { readReports } from './administration-permissions.ts'
import { reportPeriod } from './report-period.ts'
import { driveUsage, emailActivity, mailboxUsage, type UsageReport } from './usage-reports.ts'

const reports: Readonly<Record<string, UsageReport>> = {
  getEmailActivityUserDetail: emailActivity,
  getMailboxUsageDetail: mailboxUsage,
  getOneDriveUsageAccountDetail: driveUsage,
}

/** Reports about usage: each answers with the address of a CSV file (Graph rule 41). */
export const reportRoutes: readonly Route[] = Object.entries(reports).map(([name, report]) => ({
  method: 'GET',
  paths: [`/reports/${name}(period={period})`],
  workload: 'service',
  permissions: readReports,
  answer: (call) => answerReport(call, report),
}))

function answerReport(call: Call, report: UsageReport): Answer {
  const { tenant, base, headers } = call
  const csv = csvOf(report(tenant, reportPeriod(call)))
  const etag = `"${createHash('sha256').update(csv).digest('hex').slice(0, 32)}"`
  if (headers.get('if-none-match') === etag) return notModified
  const location = tenant.administration.reports.offer(base, csv)
  return { status: 302, headers: { Location: location, ETag: etag, 'Content-Type': 'text/plain' } }
}

/** Begins with a byte order mark, as Microsoft's files do. */
function csvOf(rows: readonly Readonly<Record<string, string | number>>[]): string {
  const lines = [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]
  return `\uFEFF${lines.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('')}`
}

function cellOf(value: string | number): string {
  const written = String(value)
  return /[",\r\n]/.test(written) ? `"${written.replaceAll('"', '""')}"` : written
}
