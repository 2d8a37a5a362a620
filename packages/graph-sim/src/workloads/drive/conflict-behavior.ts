import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { ConflictBehavior } from './drive.ts'

/** Reads what to do with a name that is taken; `fail` when a request says nothing (Graph rule 36). */
export function conflictBehaviorOf(value: unknown): ConflictBehavior {
  const name = typeof value === 'string' ? value.toLowerCase() : 'fail'
  if (name === 'fail' || name === 'rename' || name === 'replace') return name
  return refuse(badRequest("The conflict behavior has to be 'fail', 'rename' or 'replace'."))
}
