import { GraphFailure } from '@graphkeep/core'

import type { GraphRequestInit } from '../client/graph-call.ts'
import type { TransferContext } from './transfer-context.ts'

/** An upload that Graph has opened. Its address is its own authorization: whoever has it can write the file. */
export interface UploadSession {
  readonly uploadUrl: string

  /** What is uploaded, as its source tells it from others. */
  readonly version: string

  /** When it was opened, on Graph's clock, as HTTP writes dates; empty when Graph did not say. */
  readonly openedAt: string
}

/** Bytes of a file, from `start` up to `end` of `size`. */
export interface FilePart {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly start: number
  readonly end: number
  readonly size: number
}

/** What a session answers: how far it is, as OneDrive writes it or as Outlook does (Graph rule 34), or what has come of it. */
export interface SessionAnswer {
  readonly uploadUrl?: unknown
  readonly nextExpectedRanges?: readonly string[]
  readonly NextExpectedRanges?: readonly string[]
  readonly id?: unknown
}

/** How long one part may take: a slow line needs minutes for it. */
const partDeadlineMs = 600_000

/** Opens a session. One that nobody uses does no harm, so it is asked for again when the answer is lost. */
export async function openSession(
  { fetch, signal }: TransferContext,
  path: string,
  {
    body,
    headers = {},
    version,
  }: { readonly body: object; readonly headers?: Readonly<Record<string, string>>; readonly version: string },
): Promise<UploadSession> {
  const init: GraphRequestInit = {
    method: 'POST',
    body: JSON.stringify(body),
    headers,
    repeatable: true,
    signal,
  }
  const answer = await fetch(path, init)
  const { uploadUrl } = await readAnswer(answer)
  if (typeof uploadUrl !== 'string') {
    throw new GraphFailure('Microsoft Graph opened no upload. Try again.', {
      status: answer.status,
      retryable: true,
    })
  }
  return { uploadUrl, version, openedAt: answer.headers.get('date') ?? '' }
}

/** Sends a part; a lost answer is not repeated here, because what has arrived must not be sent again (Graph rule 35). */
export async function sendPart(
  { fetch, signal }: TransferContext,
  path: string,
  { uploadUrl }: UploadSession,
  { bytes, start, end, size }: FilePart,
): Promise<Response> {
  const headers = {
    'content-range': `bytes ${start}-${end - 1}/${size}`,
    'content-type': 'application/octet-stream',
  }
  const init: GraphRequestInit = {
    method: 'PUT',
    at: uploadUrl,
    body: bytes,
    headers,
    repeatable: false,
    lookAt: 'The upload can be gone on with.',
    deadlineMs: partDeadlineMs,
    signal,
  }
  return fetch(path, init)
}

/** Asks what has arrived of an upload. */
export async function askProgress(
  { fetch, signal }: TransferContext,
  path: string,
  { uploadUrl }: UploadSession,
): Promise<SessionAnswer> {
  const init: GraphRequestInit = { at: uploadUrl, signal }
  return readAnswer(await fetch(path, init))
}

/** Reads the JSON of a session's answer; an empty object when there is none, as in Outlook's last. */
export async function readAnswer(answer: Response): Promise<SessionAnswer> {
  try {
    return (JSON.parse(await answer.text()) ?? {}) as SessionAnswer
  } catch {
    return {}
  }
}

/** The first byte that is still missing of `size`, `size` when none is; `undefined` when the answer does not say (Graph rule 35). */
export function firstMissing(answer: SessionAnswer, size: number): number | undefined {
  const ranges = answer.nextExpectedRanges ?? answer.NextExpectedRanges
  if (!Array.isArray(ranges)) return undefined
  const starts = ranges.map((range) => Number.parseInt(String(range), 10)).filter(Number.isSafeInteger)
  return Math.min(size, ...starts)
}

/** Gives an upload up, so that Graph need not keep what has arrived. Best effort: sessions end by themselves, too. */
export async function cancelSession(
  { fetch }: TransferContext,
  path: string,
  { uploadUrl }: UploadSession,
): Promise<void> {
  const init: GraphRequestInit = { method: 'DELETE', at: uploadUrl, deadlineMs: 5000 }
  await fetch(path, init).catch(() => undefined)
}
