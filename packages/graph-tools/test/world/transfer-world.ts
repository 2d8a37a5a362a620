import { createHash } from 'node:crypto'

import { createSealer } from '@graphkeep/cache'
import { type Clock, createKeyRing, systemClock } from '@graphkeep/core'
import { serve, type Tenant } from '@graphkeep/graph-sim'

import { createGraphClient, type GraphClientOptions } from '../../src/client.ts'
import type { TransferContext } from '../../src/transfer.ts'
import { type CuttingProxy, cuttingProxy } from './cutting-proxy.ts'
import { record, smallTenant } from './open-world.ts'

/** A request to the address of an upload, as the tenant saw it. */
export interface SeenPart {
  /** First byte and the one after the last. */
  readonly start: number
  readonly end: number

  /** 0 when no answer was made. */
  readonly status: number
  readonly hadToken: boolean
}

/** A tenant behind real HTTP on a line that can be cut, and what came over it. */
export interface TransferWorld extends AsyncDisposable {
  readonly tenant: Tenant
  readonly line: CuttingProxy
  readonly context: TransferContext

  /** Every part that the tenant was sent whole, in order. */
  readonly parts: readonly SeenPart[]

  /** Every request that left the client, as `METHOD host/path`. */
  readonly sent: readonly string[]

  /** Every `Range` that was asked for, in order. */
  readonly ranges: readonly string[]
  readonly progress: readonly number[]

  /** Begins `parts`, `sent` and `ranges` anew. */
  forget(): void

  /** Reads a file's bytes around everything that is tested. */
  hashOf(path: string): Promise<string | undefined>
}

/** Waits a fiftieth of the time. */
export const hasty: Clock = { now: Date.now, sleep: (ms, signal) => systemClock.sleep(ms / 50, signal) }

export const masterKey = new Uint8Array(32).fill(9)

/** Opens a world of its own for a test. */
export async function openTransfer({
  tenant = smallTenant(),
  clock = hasty,
  ...options
}: Partial<GraphClientOptions> & { readonly tenant?: Tenant } = {}): Promise<TransferWorld> {
  const parts: SeenPart[] = []
  const sent: string[] = []
  const ranges: string[] = []
  const progress: number[] = []
  const server = await serve({ ...tenant, fetch: (input, init) => watched(tenant, parts, input, init) })
  const line = await cuttingProxy(server.url)
  const scope = { tenant: tenant.id, account: tenant.me.userPrincipalName }
  const client = createGraphClient({
    baseUrl: `${line.url}/v1.0`,
    tokens: { token: async () => tenant.token() },
    clock,
    deadlineMs: Number.POSITIVE_INFINITY,
    breakAfter: Number.POSITIVE_INFINITY,
    fetch: async (input, init) => {
      const { host, pathname } = new URL(String(input))
      const range = new Headers(init?.headers).get('range')
      if (range !== null) ranges.push(range)
      sent.push(`${init?.method} ${host}${pathname}`)
      return fetch(input, init)
    },
    record,
    ...options,
  })
  return {
    tenant,
    line,
    parts,
    sent,
    ranges,
    progress,
    context: {
      scope,
      fetch: client.fetchFor(scope),
      signal: new AbortController().signal,
      clock,
      sealer: createSealer(createKeyRing([masterKey])),
      progress: (done) => void progress.push(done),
    },
    forget() {
      parts.length = 0
      sent.length = 0
      ranges.length = 0
    },
    async hashOf(path) {
      const headers = { authorization: `Bearer ${tenant.token()}` }
      const first = await tenant.fetch(`https://graph.microsoft.com/v1.0${path}:/content`, { headers })
      if (!first.ok) return undefined
      return sha256(new Uint8Array(await first.arrayBuffer()))
    },
    async [Symbol.asyncDispose]() {
      await line[Symbol.asyncDispose]()
      await server.close()
    },
  }
}

/** Bytes that look the same nowhere. */
export function someBytes(size: number, seed = 1): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size)
  let state = seed
  for (let at = 0; at < size; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    bytes[at] = state >>> 24
  }
  return bytes
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

async function watched(
  tenant: Tenant,
  parts: SeenPart[],
  input: string | URL | Request,
  init: RequestInit = {},
): Promise<Response> {
  const headers = new Headers(init.headers)
  const range = /^bytes (\d+)-(\d+)/.exec(headers.get('content-range') ?? '')
  if (range === null) return tenant.fetch(input, init)
  const part = { start: Number(range[1]), end: Number(range[2]) + 1, hadToken: headers.has('authorization') }
  try {
    const answer = await tenant.fetch(input, init)
    parts.push({ ...part, status: answer.status })
    return answer
  } catch (error) {
    parts.push({ ...part, status: 0 })
    throw error
  }
}
