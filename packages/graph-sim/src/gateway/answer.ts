/** What a route answers; the gateway adds the headers that every answer has. */
export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** Written as JSON; `undefined` for an answer without a body or with `bytes`. */
  readonly json?: unknown
  /** Written as they are, with the content type given in `headers`. */
  readonly bytes?: Uint8Array | string
}

/** 200 with a JSON body. */
export function ok(json: unknown): Answer {
  return { status: 200, json }
}

/** 201 with the thing that was made. */
export function created(json: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status: 201, json, headers }
}

/** 202: taken, with nothing more to say. */
export const accepted: Answer = { status: 202 }

/** 204: done. */
export const noContent: Answer = { status: 204 }

/** 304: what the client has is still right. */
export const notModified: Answer = { status: 304 }
