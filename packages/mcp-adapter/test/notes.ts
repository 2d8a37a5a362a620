import { createInvoker, type FreshnessWish, type Invoker, type InvokeStep } from '@graphkeep/core'

import { failingTools } from './failing-tools.ts'
import { noteTools } from './note-tools.ts'
import { countingTools, waitingTools } from './patient-tools.ts'

/** Makes a small catalog that can do whatever a host has to show: answer, label, fail, go on for long, be cancelled. */
export function createNotes(): Invoker {
  return createInvoker({
    tools: [...noteTools, ...countingTools(), ...waitingTools(), ...failingTools],
    fetchFor: () => fetch,
    steps: [labelled],
  })
}

/** Labels the answers of `note_list` by the freshness that was wished for. */
const labelled: InvokeStep = async (call, next) => {
  const answer = await next(call)
  if (call.tool.name !== 'note_list') return answer
  const at = Date.UTC(2026, 10, 1, 12)
  const times = { fetchedAt: at, staleAt: at + 60_000, expiresAt: at + 120_000 }
  return { ...answer, freshness: { ...times, ...labelOf(call.freshness) } }
}

function labelOf(wish: FreshnessWish | undefined) {
  if (wish === 'fresh') return { state: 'fresh', source: 'origin', ageSeconds: 0 } as const
  if (wish === 'any')
    return { state: 'grace', source: 'store', ageSeconds: 999, reason: 'Graph failed' } as const
  return { state: 'stale', source: 'memory', ageSeconds: wish ?? 61, reason: 'being refreshed' } as const
}
