/** What notifications are sent with. */
export type SendingFetch = (url: string, init: RequestInit) => Promise<Response>

/** How the tenant reaches its clients. */
export interface Sender {
  /**
   * Posts to an endpoint and waits for its answer, at most `patience` real milliseconds: an endpoint lives in the time
   * of the machine, wherever the tenant's clock is put meanwhile. Never rejects.
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
  /** How long it took, in real milliseconds. */
  readonly took: number
}

/** Creates a sender. */
export function createSender(fetch: SendingFetch): Sender {
  return {
    async post(url, { contentType, body }, patience) {
      const start = performance.now()
      const took = (): number => Math.round(performance.now() - start)
      const gone = new AbortController()
      const late = new Promise<'late'>((resolve) => {
        setTimeout(() => {
          resolve('late')
          gone.abort()
        }, patience).unref()
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
