import { GraphProblem } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'

/** Refuses `/users/$count` without `ConsistencyLevel: eventual` (Graph rule 8). */
export function requireEventual(call: Call): void {
  if (call.headers.get('consistencylevel')?.toLowerCase() === 'eventual') return
  throw new GraphProblem({
    status: 400,
    code: 'Request_BadRequest',
    message: '$count is not currently supported.',
  })
}
