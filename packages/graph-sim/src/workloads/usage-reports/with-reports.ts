import type { Downloads } from '../drive/downloads.ts'
import type { ReportFiles } from './report-files.ts'

/** Downloads that lead to reports as well as to files. */
export function withReports(downloads: Downloads, reports: ReportFiles): Downloads {
  return {
    ...downloads,
    owns: (pathname) => downloads.owns(pathname) || reports.owns(pathname),
    open: (url) => (reports.owns(url.pathname) ? reports.open(url) : downloads.open(url)),
  }
}
