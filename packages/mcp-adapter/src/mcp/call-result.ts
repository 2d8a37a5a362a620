import type { Freshness, ToolAnswer } from '@graphkeep/core'

import { freshnessKey, freshnessLabel } from './freshness-meta.ts'
import type { McpCallResult } from './mcp-call-result.ts'

/**
 * Writes the answer to a call that succeeded: complete for programs, the same again as text, labelled. A model sees no
 * `_meta`, so an answer that may be out of date says so in a text of its own.
 */
export function callResult({ output, freshness }: ToolAnswer): McpCallResult {
  return {
    content: [{ type: 'text', text: JSON.stringify(output) }, ...warningOf(freshness)],
    structuredContent: output as Record<string, unknown>,
    ...(freshness && { _meta: { [freshnessKey]: freshnessLabel(freshness) } }),
  }
}

function warningOf(freshness: Freshness | undefined): McpCallResult['content'] {
  if (!freshness || freshness.state === 'fresh') return []
  const { state, ageSeconds, reason } = freshness
  const said =
    state === 'stale'
      ? 'may be out of date'
      : 'is past its time, and is served because nothing newer is to be had'
  return [
    { type: 'text', text: `Note: this answer ${said}. It is ${ageSeconds} s old. ${reason ?? ''}`.trimEnd() },
  ]
}
