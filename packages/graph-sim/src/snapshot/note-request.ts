import { readToken } from '../auth/token.ts'
import { GraphProblem } from '../errors/graph-problem.ts'
import type { Answer } from '../gateway/answer.ts'
import type { Incoming } from '../gateway/incoming.ts'
import { madeSoFar } from '../tenant/once.ts'
import type { TenantState } from '../tenant/tenant-state.ts'
import type { Caller } from './journal.ts'

/** Lets a request take its effect at one moment, and notes it in the journal when it may have changed the tenant. */
export async function noteRequest<answer extends Answer | undefined>(
  incoming: Incoming,
  tenant: TenantState,
  act: () => answer | Promise<answer>,
): Promise<answer> {
  const { changeFeed, timeline, clock } = tenant
  const made = madeSoFar(changeFeed)
  const at = clock.now()
  let status: number | undefined
  try {
    const answer = await timeline.during(at, act)
    status = answer?.status
    return answer
  } catch (error) {
    if (error instanceof GraphProblem) status = error.problem.status
    throw error
  } finally {
    if (status !== undefined && (mayChange(incoming) || made !== madeSoFar(changeFeed)))
      note(incoming, tenant, at, status)
  }
}

/** Reads that leave something behind: rounds of changes, reports to fetch, the progress of a copy. */
const changingReads = /delta|report|monitor|operation|\/copies/i

function mayChange({ method, url }: Incoming): boolean {
  return method !== 'GET' || changingReads.test(url.pathname)
}

function note(
  { method, url, headers, body }: Incoming,
  tenant: TenantState,
  at: number,
  status: number,
): void {
  const kept = [...headers].filter(([name]) => !secret.has(name))
  const caller = callerIn(headers, tenant.secret)
  tenant.journal.note({ kind: 'request', at, method, url: url.href, headers: kept, body, caller, status })
}

const secret: ReadonlySet<string> = new Set(['authorization', 'cookie'])

function callerIn(headers: Headers, tenantSecret: string): Caller | undefined {
  const [, token] = /^bearer\s+(\S+)\s*$/i.exec(headers.get('authorization') ?? '') ?? []
  const read = token === undefined ? undefined : readToken(token, tenantSecret)
  if (read?.outcome !== 'genuine') return undefined
  const { oid, appid, upn, scp, roles, exp } = read.claims
  return {
    oid,
    appid,
    exp,
    ...(upn === undefined ? {} : { upn }),
    ...(scp === undefined ? {} : { scp }),
    ...(roles === undefined ? {} : { roles }),
  }
}
