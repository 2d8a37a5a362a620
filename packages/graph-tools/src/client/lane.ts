import type { Scope } from '@graphkeep/core'

import type { Workload } from './workload.ts'

/** Requests that Graph counts together. */
export interface Lane {
  /** The same for all of them. */
  readonly key: string

  /** Whether they are those of one mailbox or drive, or of a whole tenant. */
  readonly width: 'owner' | 'tenant'
}

/** Returns the lane of a request: its mailbox (Graph rule 27), its drive or site, else its tenant's part of Graph. */
export function laneOf(path: string, workload: Workload, { tenant, account }: Scope): Lane {
  if (workload !== 'outlook' && workload !== 'files')
    return { key: `${tenant}/${workload}`.toLowerCase(), width: 'tenant' }
  const [, owner = encodeURIComponent(account)] =
    /^\/(?:users|groups|drives|sites|shares)\/([^/?]+)/.exec(path) ?? []
  return { key: `${tenant}/${owner}/${workload}`.toLowerCase(), width: 'owner' }
}
