/** What became of many requests that were made at once. */
export interface Asked<T> {
  readonly answers: readonly T[]
  readonly errors: readonly unknown[]
  readonly seconds: number
}

/** Asks for everything at once, and waits for what becomes of each. */
export async function askAll<T>(count: number, ask: (index: number) => Promise<T>): Promise<Asked<T>> {
  const started = performance.now()
  const settled = await Promise.allSettled(Array.from({ length: count }, (_, index) => ask(index)))
  const seconds = (performance.now() - started) / 1000
  return {
    answers: settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])),
    errors: settled.flatMap((each) => (each.status === 'rejected' ? [each.reason] : [])),
    seconds,
  }
}
