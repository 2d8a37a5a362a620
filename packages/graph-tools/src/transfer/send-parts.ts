import { GraphFailure } from '@graphkeep/core'

import type { TransferContext } from './transfer-context.ts'
import {
  askProgress,
  cancelSession,
  firstMissing,
  openSession,
  readAnswer,
  type SessionAnswer,
  sendPart,
  type UploadSession,
} from './upload-session.ts'
import type { OpenSource } from './upload-source.ts'
import { readUploadToken, writeUploadToken } from './upload-token.ts'
import { waitAfter } from './wait-after.ts'

/** Where an upload goes to, and what comes of it. */
export interface UploadTarget<T> {
  /** Where sessions are opened, below the API's version. */
  readonly path: string

  /** What a session is opened with. */
  readonly body: object
  readonly headers?: Readonly<Record<string, string>>

  /** How long a part is, in bytes. */
  readonly partBytes: number

  /** Reads the answer to the last part. */
  result(answer: Response, body: SessionAnswer): T

  /** Looks for what the upload should have made since `openedAt`, for when the answer to the last part was lost. */
  find(openedAt: string): Promise<T | undefined>
}

/** How an upload outlives the call that began it. */
export interface Resumable {
  /** Is given a token whenever an upload session is opened. With it, and the same source, any process with the same keys can go on. */
  readonly keep?: (token: string) => void | Promise<void>

  /** A token that `keep` was given: what Graph has already is not sent again. Default: start at the beginning. */
  readonly resume?: string | undefined
}

/** How often an upload that Graph has forgotten is begun again. */
const mostSessions = 3

/**
 * Sends a source in parts, one after the other. After whatever went wrong with a part Graph is asked what has arrived,
 * and only what is missing is sent.
 */
export async function sendParts<T>(
  context: TransferContext,
  target: UploadTarget<T>,
  source: OpenSource,
  { keep, resume }: Resumable,
): Promise<T> {
  const open = async (): Promise<UploadSession> => {
    const session = await openSession(context, target.path, { ...target, version: source.version })
    await keep?.(await writeUploadToken(context, target.path, session))
    return session
  }
  const known = { token: resume ?? '', version: source.version }
  const session = resume === undefined ? await open() : await readUploadToken(context, target.path, known)
  const upload = { context, target, source, open, session, sessions: 1, misses: 0, furthest: 0 }
  try {
    return await untilDone(upload, resume === undefined ? 0 : undefined)
  } catch (error) {
    if (keep === undefined && resume === undefined) await cancelSession(context, target.path, upload.session)
    throw error
  }
}

/** An upload that is under way. */
interface Upload<T> {
  readonly context: TransferContext
  readonly target: UploadTarget<T>
  readonly source: OpenSource
  readonly open: () => Promise<UploadSession>
  session: UploadSession
  sessions: number

  /** How often in a row Graph did not know the session. */
  misses: number

  /** The most that has arrived, in bytes. */
  furthest: number
}

/** What is to be sent next; `undefined` when Graph has to be asked for it. */
type Step<T> = { readonly next: number | undefined } | { readonly done: T }

async function untilDone<T>(upload: Upload<T>, start: number | undefined): Promise<T> {
  const { context, source } = upload
  let step: Step<T> = { next: start }
  for (let idle = 0; !('done' in step); ) {
    try {
      step = step.next === undefined ? await whereItStands(upload) : await sendNext(upload, step.next)
    } catch (error) {
      await waitAfter(error, { idle: ++idle, mayPass, context })
      step = { next: undefined }
    }
    const arrived = 'next' in step ? (step.next ?? 0) : source.size
    if (arrived <= upload.furthest) continue
    upload.furthest = arrived
    idle = 0
    context.progress?.(arrived, source.size)
  }
  return step.done
}

async function sendNext<T>(upload: Upload<T>, start: number): Promise<Step<T>> {
  const { context, target, source, session } = upload
  const { size } = source
  const end = Math.min(start + target.partBytes, size)
  const bytes = await source.read(start, end)
  const answer = await sendPart(context, target.path, session, { bytes, start, end, size })
  const body = await readAnswer(answer)
  if (answer.status === 201 || body.id !== undefined) return { done: target.result(answer, body) }
  const next = firstMissing(body, size) ?? (answer.status === 202 ? end : start)
  if (next <= start || next === size) throw stuck(answer.status)
  return { next }
}

async function whereItStands<T>(upload: Upload<T>): Promise<Step<T>> {
  const { context, target, source, session } = upload
  try {
    const next = firstMissing(await askProgress(context, target.path, session), source.size)
    upload.misses = 0
    if (next === undefined) throw stuck(200)
    if (next < source.size) return { next }
  } catch (error) {
    if (!isGone(error)) throw error
    upload.misses += 1
    const mayBeNew = error.status === 404 && upload.misses <= 3
    const found = await target.find(session.openedAt)
    if (found !== undefined) return { done: found }
    if (mayBeNew || upload.sessions === mostSessions) throw error
    return beginAgain(upload)
  }
  const found = await target.find(session.openedAt)
  if (found === undefined) throw stuck(200)
  return { done: found }
}

async function beginAgain<T>(upload: Upload<T>): Promise<Step<T>> {
  upload.session = await upload.open()
  upload.sessions += 1
  upload.misses = 0
  upload.furthest = 0
  return { next: 0 }
}

/** What may pass, or is cleared up by asking what has arrived. */
const mayPass: readonly number[] = [0, 200, 201, 202, 401, 404, 410, 416, 500, 502, 503, 504, 509]

function isGone(error: unknown): error is GraphFailure {
  return error instanceof GraphFailure && [401, 404, 410].includes(error.status)
}

function stuck(status: number): GraphFailure {
  return new GraphFailure(
    'Microsoft Graph takes the bytes of the upload, and has made no file of them. Look whether the file is there before uploading it again.',
    { status, outcomeUnknown: true },
  )
}
