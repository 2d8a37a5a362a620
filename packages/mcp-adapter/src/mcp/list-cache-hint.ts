/**
 * How long a client of revision 2026-07-28 may keep the tool list, and that it may not share it. On a low-level server
 * it is sent with every list; an `McpServer` of SDK v2 takes it in its constructor.
 *
 * @example
 * ```ts
 * new McpServer({ name: 'my-server', version: '1.0.0' }, { cacheHints: { 'tools/list': listCacheHint } })
 * ```
 */
export const listCacheHint: { readonly ttlMs: number; readonly cacheScope: 'private' } = Object.freeze({
  ttlMs: 300_000,
  cacheScope: 'private',
})
