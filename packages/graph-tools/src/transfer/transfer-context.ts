import type { ToolContext } from '@graphkeep/core'

/** What moving bytes needs: a tool's context, or a client's `fetch` with a scope and a signal. */
export type TransferContext = Pick<ToolContext, 'scope' | 'fetch' | 'signal'> &
  Partial<Pick<ToolContext, 'clock' | 'sealer' | 'progress'>>
