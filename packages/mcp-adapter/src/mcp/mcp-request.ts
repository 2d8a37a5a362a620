import type { Scope } from '@graphkeep/core'

import type { McpAuthInfo, McpContext, McpNotification } from './mcp-context.ts'

/** What a tool call says of its caller, whichever SDK and revision it came through. */
export interface McpRequest {
  /** Aborts when the client cancels the call or goes away. */
  readonly signal: AbortSignal

  /** What the host's check of the bearer token found out; `undefined` over stdio and without such a check. */
  readonly authInfo: McpAuthInfo | undefined

  /** The transport's session; `undefined` over stdio and on revision 2026-07-28, which has none. */
  readonly sessionId: string | undefined

  /** The request's `_meta`, as the client wrote it: never proof of who calls. */
  readonly meta: Readonly<Record<string, unknown>>

  /** An HTTP header by its name, in any case; `undefined` when absent and over stdio. */
  header(name: string): string | undefined
}

/** On whose behalf a call runs. */
export interface McpCaller {
  readonly scope: Scope
}

/** A request, and the way to tell its client something before the answer. */
export interface OpenRequest extends McpRequest {
  readonly sdk: 'v1' | 'v2'
  notify(notification: McpNotification): Promise<void>
}

/** Brings what either SDK hands to a handler to one shape. */
export function openRequest(context: McpContext): OpenRequest {
  if ('mcpReq' in context) {
    const { mcpReq, http, sessionId } = context
    return {
      sdk: 'v2',
      signal: mcpReq.signal,
      authInfo: http?.authInfo,
      sessionId,
      meta: mcpReq._meta ?? {},
      header: (name) => http?.req?.headers.get(name) ?? undefined,
      notify: (notification) => mcpReq.notify(notification),
    }
  }
  const headers = new Map(Object.entries(context.requestInfo?.headers ?? {}))
  return {
    sdk: 'v1',
    signal: context.signal,
    authInfo: context.authInfo,
    sessionId: context.sessionId,
    meta: context._meta ?? {},
    header: (name) => headerText(headers.get(name.toLowerCase())),
    notify: (notification) => context.sendNotification(notification),
  }
}

function headerText(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.join(', ')
  return typeof value === 'string' ? value : undefined
}
