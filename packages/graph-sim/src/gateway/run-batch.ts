import type { Random } from '../random/random.ts'
import type { Answer } from './answer.ts'
import type { BatchStep } from './batch-plan.ts'
import type { Outgoing } from './write-response.ts'

/** Runs one request of a batch as if it had come by itself. */
export type StepRunner = (step: BatchStep) => Promise<Outgoing>

/** What Graph writes for a request whose forerunner failed. */
const failedDependency = {
  error: { code: 'FailedDependency', message: 'A request that this one depends on has failed.' },
}

/** Outlook works on four requests of a batch at a time (Graph rule 25). */
const atATime = 4

/** Runs the requests of a batch, those that depend on others after them, and answers them in no particular order. */
export async function runBatch(
  steps: readonly BatchStep[],
  run: StepRunner,
  random: Random,
): Promise<Answer> {
  const answers = new Map<string, Record<string, unknown>>()
  const failed = new Set<string>()
  const one = async (step: BatchStep): Promise<void> => {
    const blocked = step.dependsOn.some((id) => failed.has(id.toLowerCase()))
    const answer = blocked ? { status: 424, headers: {}, body: failedDependency } : written(await run(step))
    if (Number(answer['status']) >= 400) failed.add(step.id.toLowerCase())
    answers.set(step.id, { id: step.id, ...answer })
  }
  for (let left = steps; left.length > 0; ) {
    const ready = left
      .filter(({ dependsOn }) => dependsOn.every((id) => isDone(id, answers)))
      .slice(0, atATime)
    await Promise.all(ready.map(one))
    left = left.filter((step) => !ready.includes(step))
  }
  return { status: 200, json: { responses: shuffled([...answers.values()], random) } }
}

function isDone(id: string, answers: ReadonlyMap<string, unknown>): boolean {
  return [...answers.keys()].some((known) => known.toLowerCase() === id.toLowerCase())
}

function written({ status, headers, body }: Outgoing): Record<string, unknown> {
  const { Date: _date, 'request-id': _request, 'client-request-id': _client, ...kept } = headers
  if (body === undefined) return { status, headers: kept }
  const isJson = /json/i.test(headers['Content-Type'] ?? '')
  if (isJson && typeof body === 'string') return { status, headers: kept, body: parsed(body) }
  return { status, headers: kept, body: Buffer.from(body).toString('base64') }
}

/** A body that a fault has cut stays a text. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}

function shuffled<element>(list: readonly element[], random: Random): readonly element[] {
  return list
    .map((element) => ({ element, key: random.next() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ element }) => element)
}
