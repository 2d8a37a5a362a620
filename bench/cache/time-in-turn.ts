import { percentile } from '../percentile.ts'

/** What is measured: called again and again. */
export type Run = (call: number) => unknown

/** Microseconds of one call. */
export interface Timing {
  readonly p50: number
  readonly p99: number
}

/**
 * Times several things in turn, `batch` calls at a time, so that what disturbs the machine disturbs all of them.
 * Promises are waited for one by one.
 */
export async function timeInTurn(
  runs: Readonly<Record<string, Run>>,
  { rounds, batch }: { readonly rounds: number; readonly batch: number },
): Promise<ReadonlyMap<string, Timing>> {
  const samples = new Map<string, number[]>(Object.keys(runs).map((name) => [name, []]))
  const warmUp = Math.ceil(rounds / 4)
  for (let round = -warmUp; round < rounds; round++) {
    for (const [name, run] of Object.entries(runs)) {
      const us = await timeBatch(run, batch, (round + warmUp) * batch)
      if (round >= 0) samples.get(name)?.push(us)
    }
  }
  return new Map(
    [...samples].map(([name, us]) => [name, { p50: percentile(us, 0.5), p99: percentile(us, 0.99) }]),
  )
}

async function timeBatch(run: Run, batch: number, first: number): Promise<number> {
  const started = performance.now()
  for (let call = first; call < first + batch; call++) {
    const result = run(call)
    if (result instanceof Promise) await result
  }
  return ((performance.now() - started) * 1000) / batch
}
