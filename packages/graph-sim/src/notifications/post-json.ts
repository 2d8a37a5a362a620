import type { Clock } from '../tenant/clock.ts'
import type { Timeline } from '../tenant/timeline.ts'

/** What notifications are sent with. */
export type SendingFetch = (url: string, init: RequestInit) => Promise<Response>

/** How the tenant reaches its clients. */
export interface Sender {
  /**
   * Posts to an endpoint and waits for its answer, at most `patience` milliseconds of the tenant's clock and of the
   * machine's. Never rejects.
   */
  post(url: string, message: OutgoingMessage, patience: number): Promise<Reply>
}

/** What is posted. */
export interface OutgoingMessage {
  readonly contentType: string
  readonly body: string
}

/** What came of it; `undefined` as the status for an endpoint that cannot be reached, `late` for none in time. */
export interface Reply {
  readonly status: number | 'late' | undefined
  readonly contentType: string
  readonly text: string
  /** How long it took, in milliseconds. */
  readonly took: number
}

/** Creates a sender. */
export function createSender(fetch: SendingFetch, clock: Clock, timeline: Timeline): Sender {
  return {
    async post(url, { contentType, body }, patience) {
      const [begun, start] = [clock.now(), performance.now()]
      const took = (): number => Math.max(clock.now() - begun, Math.round(performance.now() - start))
      const gone = new AbortController()
      const late = new Promise<'late'>((resolve) => {
        const give = (): void => {
          resolve('late')
          gone.abort()
        }
        setTimeout(give, patience).unref()
        timeline.after(patience, give)
      })
      try {
        const asked = read(
          fetch(url, {
            method: 'POST',
            headers: { 'Content-Type': contentType },
            body,
            redirect: 'manual',
            signal: gone.signal,
          }),
        )
        asked.catch(() => undefined)
        const reply = await Promise.race([asked, late])
        return reply === 'late' ? { ...unanswered, status: 'late', took: took() } : { ...reply, took: took() }
      } catch {
        return { ...unanswered, took: took() }
      }
    },
  }
}

const unanswered = { status: undefined, contentType: '', text: '' }

async function read(answering: Promise<Response>): Promise<Omit<Reply, 'took'>> {
  const response = await answering
  const text = await response.text()
  return { status: response.status, contentType: response.headers.get('content-type') ?? '', text }
}
