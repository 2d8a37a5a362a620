import { percentile } from '../percentile.ts'

/** What is measured: called again and again. */
export type Run = (call: number) => unknown

/** Microseconds of one call: of the clock, and of the processor, which does not count what other programs took. */
export interface Timing {
  readonly p50: number
  readonly p99: number
  readonly cpu: number
}

/**
 * Times several things in turn, a batch of calls at a time, so that what disturbs the machine disturbs all of them. A
 * batch takes about `batchMs`, or is one call where that is 0. Promises are waited for one by one.
 */
export async function timeInTurn(
  runs: Readonly<Record<string, Run>>,
  { rounds, batchMs }: { readonly rounds: number; readonly batchMs: number },
): Promise<ReadonlyMap<string, Timing>> {
  const measured = []
  for (const [name, run] of Object.entries(runs)) {
    const { us } = await timeBatch(run, 0, 20)
    const batch = Math.max(1, Math.round((batchMs * 1000) / us))
    measured.push({ name, run, batch, calls: 20, samples: [] as number[], cpu: [] as number[] })
  }
  for (let round = -Math.ceil(rounds / 4); round < rounds; round++) {
    for (const each of measured) {
      const { us, cpu } = await timeBatch(each.run, each.calls, each.batch)
      each.calls += each.batch
      if (round < 0) continue
      each.samples.push(us)
      each.cpu.push(cpu)
    }
  }
  return new Map(
    measured.map(({ name, samples, cpu }) => [
      name,
      { p50: percentile(samples, 0.5), p99: percentile(samples, 0.99), cpu: percentile(cpu, 0.5) },
    ]),
  )
}

async function timeBatch(run: Run, first: number, calls: number) {
  const usedBefore = process.cpuUsage()
  const started = performance.now()
  for (let call = first; call < first + calls; call++) {
    const result = run(call)
    if (result instanceof Promise) await result
  }
  const us = ((performance.now() - started) * 1000) / calls
  const { user, system } = process.cpuUsage(usedBefore)
  return { us, cpu: (user + system) / calls }
}
