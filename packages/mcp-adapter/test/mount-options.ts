import type { McpToolsOptions } from '../src/mcp.ts'

/** How the servers of this suite mount the notes: the account is what the client says in its `_meta`. */
export const mountOptions: McpToolsOptions = {
  callerOf: async ({ meta }) => ({
    scope: { tenant: 'contoso.com', account: String(meta['test/account'] ?? 'ada') },
  }),
}
