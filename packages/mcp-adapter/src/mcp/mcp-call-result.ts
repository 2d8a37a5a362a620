/** The answer to a tool call, in the shape that MCP asks for. */
export interface McpCallResult {
  [key: string]: unknown

  /** The output as JSON, and a note when it may be out of date; or all there is to say about an error. */
  content: { type: 'text'; text: string }[]

  /** The output; absent on errors. */
  structuredContent?: Record<string, unknown>

  /** `true` when the call failed; absent otherwise. */
  isError?: boolean

  /** What programs may want to know and models do not read: `graphkeep/freshness`, or `graphkeep/error`. */
  _meta?: Record<string, unknown>
}
