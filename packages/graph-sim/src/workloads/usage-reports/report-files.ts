import { createHmac } from 'node:crypto'
import { documentOf } from '../../documents/make-document.ts'
import type { Clock } from '../../tenant/clock.ts'
import type { FileContent } from '../drive/drive-item.ts'

const folder = '/data/download/'
const lifetime = 5 * 60_000

/** Addresses at which reports can be had without a token, for five minutes. */
export interface ReportFiles {
  /** An address for a client whose requests begin with `base`. */
  offer(base: string, csv: string): string
  /** Whether a path is one of a report. */
  owns(pathname: string): boolean
  /** The report behind an address; `undefined` when it is forged or out of date. */
  open(url: URL): FileContent | undefined
}

/** Creates the place that reports are kept at; `secret` makes its addresses. */
export function createReportFiles(clock: Clock, secret: string): ReportFiles {
  const files = new Map<string, { readonly csv: string; readonly until: number }>()
  let count = 0

  return {
    offer(base, csv) {
      for (const [name, { until }] of files) if (until < clock.now()) files.delete(name)
      const name = createHmac('sha256', secret).update(`${count++}`).digest('base64url').slice(0, 28)
      files.set(name, { csv, until: clock.now() + lifetime })
      return `${hostFor(base)}${folder}${name}`
    },
    owns: (pathname) => pathname.startsWith(folder),
    open(url) {
      const file = files.get(url.pathname.slice(folder.length))
      if (file === undefined || file.until < clock.now()) return undefined
      return documentOf(Buffer.from(file.csv), 'application/octet-stream')
    },
  }
}

/** In process the address looks like Microsoft's; over HTTP it stays with the server that was asked. */
function hostFor(base: string): string {
  const { origin, hostname } = new URL(base)
  return hostname === 'graph.microsoft.com' ? 'https://reports.office.com' : origin
}
