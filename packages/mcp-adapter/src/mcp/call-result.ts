import type { ToolAnswer } from '@graphkeep/core'

import { freshnessKey, freshnessLabel } from './freshness-meta.ts'
import type { McpCallResult } from './mcp-call-result.ts'

/** Writes the answer to a call that succeeded: complete for programs, the same again as text, labelled. */
export function callResult({ output, freshness }: ToolAnswer): McpCallResult {
  return {
    content: [{ type: 'text', text: JSON.stringify(output) }],
    structuredContent: output as Record<string, unknown>,
    ...(freshness && { _meta: { [freshnessKey]: freshnessLabel(freshness) } }),
  }
}
