import { createHmac } from 'node:crypto'
import type { Span } from './change-log.ts'

/** Where a client is in tracking a collection. */
export interface DeltaState {
  /** What is tracked; a token serves no other collection. */
  readonly scope: string
  /** The query of the first request, which holds for all that follow (Graph rule 19). */
  readonly query: string
  readonly from: Span['from']
  /** The end of the round that is under way; `undefined` between rounds. */
  readonly until: Span['until'] | undefined
  /** How many changes of the round have been given out. */
  readonly offset: number
  /** When the token was issued, in milliseconds since the epoch. */
  readonly at: number
}

/** Writes a state as an opaque token that only the tenant with this secret reads. */
export function writeDeltaToken(state: DeltaState, secret: string): string {
  const text = Buffer.from(JSON.stringify(state)).toString('base64url')
  return `${text}.${signature(text, secret)}`
}

/** Reads a token of {@link writeDeltaToken}; `undefined` for any other. */
export function readDeltaToken(token: string, secret: string): DeltaState | undefined {
  const [text = '', signed] = token.split('.')
  if (signed !== signature(text, secret)) return undefined
  return JSON.parse(Buffer.from(text, 'base64url').toString()) as DeltaState
}

function signature(text: string, secret: string): string {
  return createHmac('sha256', secret).update(`delta ${text}`).digest('base64url').slice(0, 22)
}
