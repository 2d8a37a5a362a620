/** What happens to a request; every member is plain data, so that a plan can be a JSON file. */
export type FaultAction =
  | StatusFault
  | ThrottleFault
  | DelayFault
  | ResetFault
  | TruncateFault
  | HtmlFault
  | ContentTypeFault
  | AfterwardsFault

/** It is answered with a status, and has no effect. */
export interface StatusFault {
  readonly kind: 'status'
  /** From 400 to 599. */
  readonly status: number
  /** A JSON body; without it, Graph's error shape with the status' name as its code. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** In seconds. */
  readonly retryAfter?: number
}

/** It is throttled with the gateway's 429 (Graph rule 32). */
export interface ThrottleFault {
  readonly kind: 'throttle'
  /** In seconds; without it there is no `Retry-After`, as with some services. */
  readonly retryAfter?: number
}

/** It is answered properly, but late. */
export interface DelayFault {
  readonly kind: 'delay'
  /** Real milliseconds, whatever the tenant's clock does. */
  readonly ms: number
}

/** The connection breaks: `fetch` rejects with a `TypeError`, a server closes the socket. */
export interface ResetFault {
  readonly kind: 'reset'
  /** Whether the request has taken effect by then; `before`, the default, is before it. */
  readonly when?: 'before' | 'after'
}

/** It takes effect, but the body breaks off in the middle. */
export interface TruncateFault {
  readonly kind: 'truncate'
}

/** It is answered with an HTML page and status 200, as a proxy in between would; it has no effect. */
export interface HtmlFault {
  readonly kind: 'html'
}

/** It takes effect and is answered with its body, but under another content type. */
export interface ContentTypeFault {
  readonly kind: 'content-type'
  /** `text/plain` by default. */
  readonly contentType?: string
}

/** It takes effect, but is answered with this status, e.g. 504. */
export interface AfterwardsFault {
  readonly kind: 'afterwards'
  /** From 400 to 599. */
  readonly status: number
}
