import type { AnyTool, Scope } from '@graphkeep/core'

import type { Lane } from './lane.ts'
import type { TokenSource } from './token-source.ts'
import type { Workload } from './workload.ts'

/** The tool that a request is made for, as far as errors and records name it. */
export type RequestingTool = Pick<AnyTool, 'name' | 'permissions'>

/** What a request may say beside what `fetch` knows. Ignored by any other `fetch`. */
export interface GraphRequestInit extends RequestInit {
  /** Whether sending it twice does no more than sending it once. Default: by method, only GET, HEAD, PUT and DELETE. */
  readonly repeatable?: boolean

  /**
   * A sentence that says where to look when nobody knows whether a write took effect. With it the caller is told to look
   * even where the client may repeat. Default: a general one.
   */
  readonly lookAt?: string

  /** An address outside the API that Graph gave for what is at the path, and that is its own authorization: the request goes there, without a token or any header of the client's. Default: the path itself. */
  readonly at?: string

  /** Whether the answer is handed on as it arrives, or only when its body has been read to the end. Default `whole`. */
  readonly answer?: 'whole' | 'streamed'

  /** How long it may take, until its answer begins where that is streamed. Default: as long as any request of the client, in milliseconds. */
  readonly deadlineMs?: number
}

/** Makes a call of what is asked for with the `fetch` of a client, in the name of whom that is for. */
export type MakeCall = (path: string, init: GraphRequestInit) => GraphCall

/** A request that is made of many. */
export interface BatchInit extends GraphRequestInit {
  /** Makes the call. Path and init of the request itself do not count. */
  readonly batch?: (make: MakeCall, baseUrl: string) => GraphCall
}

/** One request on its way through the client. */
export interface GraphCall {
  readonly scope: Scope
  readonly tool: RequestingTool | undefined

  /** Where its token comes from. Nothing is shared between requests whose tokens come from different places. */
  readonly tokens: TokenSource
  readonly scheme: 'delegated' | 'application'

  /** In capitals. */
  readonly method: string

  /** Whether it may change something. */
  readonly effect: 'read' | 'write'

  /** Absolute, and below the API's base unless it is pre-authenticated. */
  readonly url: string

  /** Whether the address is its own authorization, so that no token goes there. */
  readonly preauthenticated: boolean

  /** The path with its ids replaced by `{id}`, for events. */
  readonly route: string

  readonly workload: Workload

  /** What the limit of concurrent requests is counted for. */
  readonly lane: Lane

  /** How many places in its lane it takes: as many as Graph works on at once. */
  readonly places: number
  readonly headers: Headers
  readonly body: RequestInit['body']
  readonly answer: 'whole' | 'streamed'
  readonly repeatable: boolean
  readonly lookAt: string | undefined

  /** When the caller gives up, in milliseconds since the epoch; `Infinity` for never. */
  readonly deadline: number
  readonly signal: AbortSignal
}

/** Sends a request. Answers of any status are returned; no answer at all is thrown as `GraphFailure`. */
export type Send = (call: GraphCall) => Promise<Response>

/** Whether its body, if it has one, is still there after it was sent: a stream is not. */
export function canBeSentAgain({ body }: { readonly body?: unknown }): boolean {
  return !(body instanceof ReadableStream)
}

/** Whether the request may change something. */
export function isWrite({ effect }: Pick<GraphCall, 'effect'>): boolean {
  return effect === 'write'
}
