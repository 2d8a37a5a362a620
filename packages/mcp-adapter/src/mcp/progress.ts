import type { OpenRequest } from './mcp-request.ts'

/** Tells one client how far one call is. */
export interface Progress {
  /** Sends one notification, unless the client did not ask for any or the call is not further than before. */
  report(done: number, total: number | undefined, message?: string): void

  /** Sends nothing more; resolves once everything is sent, so that no notification comes after the answer. */
  end(): Promise<void>
}

/** Makes the progress of one call. A client that cannot be reached does not disturb the call. */
export function createProgress({ meta, notify }: OpenRequest): Progress {
  const progressToken = meta['progressToken']
  let reached = Number.NEGATIVE_INFINITY
  let ended = false
  let sent = Promise.resolve()

  return {
    report(progress, total, message) {
      if (ended || !isToken(progressToken) || !(progress > reached)) return
      reached = progress
      const params = {
        progressToken,
        progress,
        ...(total !== undefined && { total }),
        ...(message !== undefined && { message }),
      }
      sent = sent.then(() => notify({ method: 'notifications/progress', params })).catch(() => undefined)
    },

    end() {
      ended = true
      return sent
    },
  }
}

function isToken(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}
