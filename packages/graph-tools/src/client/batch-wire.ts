import { GraphFailure } from '@graphkeep/core'

/** The most requests that one batch takes (Graph rule 25). */
export const largestBatch = 20

/** How many requests of a batch Outlook works on at the same time (Graph rule 25). */
export const batchConcurrency = 4

/** One request of a batch as it stands in the body. */
export interface WireRequest {
  readonly id: string
  readonly method: string

  /** Below the API's version. */
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly dependsOn?: readonly string[]
}

/** The body of a batch. */
export function writeBatch(requests: readonly WireRequest[]): string {
  return JSON.stringify({ requests })
}

/**
 * Reads the answers of a batch by the ids of their requests, which come in any order (Graph rule 25); one that is
 * missing has no entry.
 *
 * @throws GraphFailure when the body is no answer to a batch.
 */
export async function readBatch(answer: Response): Promise<ReadonlyMap<string, Response>> {
  const { responses } = parsed(await answer.text())
  if (!Array.isArray(responses)) throw noBatch(answer)
  return new Map(responses.filter(isWireAnswer).map((wire) => [wire.id.toLowerCase(), responseOf(wire)]))
}

/** Reads the answers of a batch in the order of its requests, as far as that can be told; none when it is no answer to a batch. */
export async function answersInOrder(answer: Response, body: unknown): Promise<readonly Response[]> {
  const answers = await readBatch(answer).catch(() => new Map<string, Response>())
  const { requests } = parsed(String(body))
  if (!Array.isArray(requests)) return [...answers.values()]
  return requests.flatMap(
    (request: { readonly id?: unknown }) => answers.get(String(request?.id).toLowerCase()) ?? [],
  )
}

interface WireAnswer {
  readonly id: string
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

function isWireAnswer(value: unknown): value is WireAnswer {
  if (typeof value !== 'object' || value === null || !('id' in value) || !('status' in value)) return false
  const { id, status } = value
  return typeof id === 'string' && Number.isInteger(status) && Number(status) >= 200 && Number(status) <= 599
}

function responseOf({ status, headers = {}, body }: WireAnswer): Response {
  const empty = body === undefined || [204, 205, 304].includes(status)
  const plain = Object.entries(headers).filter(([name, value]) => isHeader(name, String(value)))
  return new Response(empty ? null : JSON.stringify(body), { status, headers: plain as [string, string][] })
}

function isHeader(name: string, value: string): boolean {
  return /^[\w-]+$/.test(name) && /^[\x20-\x7e]*$/.test(value)
}

function parsed(text: string): { readonly requests?: unknown; readonly responses?: unknown } {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

function noBatch({ status, headers }: Response): GraphFailure {
  return new GraphFailure('Microsoft Graph answered a batch with something else. Try again.', {
    status,
    requestId: headers.get('request-id') ?? undefined,
    retryable: true,
  })
}
