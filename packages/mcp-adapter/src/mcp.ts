export type { FreshnessLabel } from './mcp/freshness-meta.ts'
export { listCacheHint } from './mcp/list-cache-hint.ts'
export type { McpCallResult } from './mcp/mcp-call-result.ts'
export type {
  McpAuthInfo,
  McpContext,
  McpContextV1,
  McpContextV2,
  McpNotification,
} from './mcp/mcp-context.ts'
export type { McpCaller, McpRequest } from './mcp/mcp-request.ts'
export { createMcpTools, type McpCall, type McpTools, type McpToolsOptions } from './mcp/mcp-tools.ts'
export { type LowLevelServer, type McpServer, mountMcp } from './mcp/mount-mcp.ts'
export type { JsonObjectSchema, ToolDescription } from './mcp/tool-description.ts'
