import type { Call } from '../../gateway/call.ts'
import type { TeamOperation } from './team.ts'

/** Describes how far the creation of a team has come, by the tenant's clock (Graph rule 37). */
export function operationBody(call: Call): Record<string, unknown> {
  const teamId = call.params['team'] ?? ''
  const operation = call.tenant.teams().findOperation(teamId, call.params['operation'] ?? '')
  const { team } = operation
  const now = call.tenant.clock.now()
  return {
    '@odata.context': `${call.base}/$metadata#teams('${team.group.id}')/operations/$entity`,
    id: operation.id,
    operationType: 'createTeam',
    createdDateTime: new Date(team.createdAt).toISOString(),
    status: statusOf(operation, now),
    lastActionDateTime: new Date(Math.min(now, team.readyAt)).toISOString(),
    attemptsCount: 1,
    targetResourceId: team.group.id,
    targetResourceLocation: `/teams('${team.group.id}')`,
    error: null,
  }
}

function statusOf({ team }: TeamOperation, now: number): 'notStarted' | 'inProgress' | 'succeeded' {
  if (now >= team.readyAt) return 'succeeded'
  return now > team.createdAt ? 'inProgress' : 'notStarted'
}
