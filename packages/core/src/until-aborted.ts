/**
 * Waits for a promise until the signal aborts, and rejects with the signal's reason then.
 *
 * @example
 * ```ts
 * const answer = await untilAborted(fetch('https://graph.microsoft.com'), AbortSignal.timeout(1000))
 * ```
 */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const abort = (): void => reject(signal.reason)
  if (signal.aborted) abort()
  signal.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([promise, aborted])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
