import { createHmac } from 'node:crypto'
import type { Drive } from './drive.ts'
import { hostFor } from './drive-host.ts'

const path = '/_api/v2.0/monitor/'

/** How a copy ended. */
export type CopyOutcome =
  | { readonly kind: 'completed'; readonly resourceId: string }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string }

/** The copies of a tenant, each with an address at which to ask how far it is, without a token. */
export interface CopyMonitors {
  /** Notes how a copy ends, and gives back its address; the first who ask there hear that it is under way. */
  open(base: string, drive: Drive, outcome: CopyOutcome): string
  /** Whether a path is one of a copy. */
  owns(pathname: string): boolean
  /** What to say to somebody who asks; `undefined` for an address that is none. */
  report(url: URL): object | undefined
}

/** Creates the monitors of a tenant's copies. */
export function createCopyMonitors(secret: string): CopyMonitors {
  const outcomes = new Map<string, { readonly outcome: CopyOutcome; asked: number }>()
  let number = 0

  return {
    owns: (pathname) => pathname.includes(path),
    open(base, drive, outcome) {
      const key = createHmac('sha256', secret).update(`copy ${number++}`).digest('base64url').slice(0, 32)
      outcomes.set(key, { outcome, asked: 0 })
      return `${hostFor(base, drive)}${path}${key}`
    },
    report({ pathname }) {
      const known = outcomes.get(pathname.slice(pathname.indexOf(path) + path.length))
      if (known === undefined) return undefined
      return known.asked++ === 0 ? { percentageComplete: 50, status: 'inProgress' } : ended(known.outcome)
    },
  }
}

function ended(outcome: CopyOutcome): object {
  if (outcome.kind === 'completed')
    return { percentageComplete: 100, resourceId: outcome.resourceId, status: 'completed' }
  const { code, message } = outcome
  return { percentageComplete: 0, status: 'failed', error: { code, message } }
}
