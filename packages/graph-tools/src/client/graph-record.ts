import type { GraphCall } from './graph-call.ts'

/** One request as it can be written down: JSON, without token, body or host. */
export interface GraphRecord {
  readonly method: string

  /** Path and query, with the API's version. */
  readonly url: string

  /** The tool that made it; absent for requests of the host's own. */
  readonly tool?: string

  /** What the tool declares to need under the scheme. */
  readonly permissions?: readonly string[]
  readonly scheme: 'delegated' | 'application'
}

/** Writes a request down. */
export function recordOf({ method, url, tool, scheme }: GraphCall): GraphRecord {
  const { pathname, search } = new URL(url)
  return {
    method,
    url: `${pathname}${search}`,
    ...(tool && { tool: tool.name, permissions: tool.permissions[scheme] }),
    scheme,
  }
}
