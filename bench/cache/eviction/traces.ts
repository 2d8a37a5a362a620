import { graphPage } from '../graph-values.ts'

/** What was asked for, in order, with the weight of each. */
export type Trace = readonly (readonly [id: string, weight: number])[]

const length = 200_000

/** Returns the traces by name, each with the weight of all different things in it. */
export async function makeTraces(): Promise<Readonly<Record<string, Trace>>> {
  return {
    'Zipf 0.9': zipf(0),
    'Zipf 0.9, a tenth of it scans': zipf(1_000),
    'Zipf 0.9, a third of it scans': zipf(3_333),
    'loop over 1.2 times the cache': loop(1_200),
    'working set of 800, another one every 20,000': shifting(),
    'agent session, real sizes': await agentSession(),
  }
}

/** Requests follow Zipf's law over 10,000 things; `scanned` of every 10,000 go through things that never come again. */
function zipf(scanned: number): Trace {
  const random = randomFrom(1)
  const draw = zipfOver(10_000, random)
  return Array.from({ length }, (_, n) => [n % 10_000 < scanned ? `scan${n}` : String(draw()), 1] as const)
}

function loop(size: number): Trace {
  return Array.from({ length }, (_, n) => [String(n % size), 1] as const)
}

function shifting(): Trace {
  const random = randomFrom(2)
  return Array.from(
    { length },
    (_, n) => [`${Math.floor(n / 20_000)}:${Math.floor(random() * 800)}`, 1] as const,
  )
}

/**
 * Tasks of an agent over a mailbox, one after another: triage (a list, some of its messages), a look at a thread again
 * and again, the folder tree between them, and now and then a walk through many messages.
 */
async function agentSession(): Promise<Trace> {
  const random = randomFrom(3)
  const sizes: number[] = []
  for (let skip = 0; skip < 1_000; skip += 200) {
    const { value } = await graphPage(`/me/messages?$top=200&$skip=${skip}`)
    sizes.push(...value.map((message) => JSON.stringify(message).length))
  }
  const sizeOf = (message: number) => sizes[message % sizes.length] ?? 0
  const draw = zipfOver(20_000, random)
  const trace: [string, number][] = []
  const read = (message: number) => trace.push([`message ${message}`, sizeOf(message)])
  while (trace.length < length) {
    trace.push(['folder tree', 16_000])
    const task = random()
    const first = draw()
    if (task < 0.5) {
      trace.push([`list ${first % 400}`, 10_000])
      for (let n = 0; n < 4; n++) read(first + Math.floor(random() * 10))
    } else if (task < 0.98) for (let n = 0; n < 12; n++) read(first + (n % 4))
    else for (let n = 0; n < 400; n++) read(100_000 + Math.floor(random() * 1_000_000))
  }
  return trace
}

function zipfOver(things: number, random: () => number): () => number {
  const sums = new Float64Array(things)
  let sum = 0
  for (let rank = 0; rank < things; rank++) {
    sum += (rank + 1) ** -0.9
    sums[rank] = sum
  }
  return () => {
    const wanted = random() * sum
    let [low, high] = [0, things - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] ?? 0) < wanted) low = middle + 1
      else high = middle
    }
    return low
  }
}

function randomFrom(start: number): () => number {
  let seed = start
  return () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return seed / 2 ** 32
  }
}
