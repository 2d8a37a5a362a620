/** What a server of either SDK hands to a handler beside the request. */
export type McpContext = McpContextV1 | McpContextV2

/** The `extra` of SDK v1, as far as it is used. */
export interface McpContextV1 {
  readonly signal: AbortSignal
  readonly sessionId?: string | undefined
  readonly authInfo?: McpAuthInfo | undefined
  readonly _meta?: Readonly<Record<string, unknown>> | undefined
  readonly requestInfo?: { readonly headers: object } | undefined
  sendNotification(notification: McpNotification): Promise<void>
}

/** The `ctx` of SDK v2, as far as it is used. */
export interface McpContextV2 {
  readonly sessionId?: string | undefined
  readonly mcpReq: {
    readonly signal: AbortSignal
    readonly _meta?: Readonly<Record<string, unknown>> | undefined

    /** Present on requests of revision 2026-07-28 and later, which carry their own version and capabilities. */
    readonly envelope?: object | undefined
    notify(notification: McpNotification): Promise<void>
  }
  readonly http?:
    | {
        readonly authInfo?: McpAuthInfo | undefined
        readonly req?: { readonly headers: Headers } | undefined
      }
    | undefined
}

/** What the host's own check of a bearer token found out. The token is the host's: it is never sent on. */
export interface McpAuthInfo {
  readonly token: string
  readonly clientId: string
  readonly scopes: readonly string[]

  /** In seconds since the epoch; absent when the token does not say. */
  readonly expiresAt?: number | undefined
  readonly extra?: Readonly<Record<string, unknown>> | undefined
}

/** A one-way message to the client. */
export interface McpNotification {
  method: 'notifications/progress'
  params: { progressToken: string | number; progress: number; total?: number; message?: string }
}
