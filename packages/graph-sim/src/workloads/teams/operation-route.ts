import { ok } from '../../gateway/answer.ts'
import type { Route } from '../../routing/route.ts'
import type { TeamOperation } from './team.ts'
import { readTeam } from './team-permissions.ts'

/** How far something has come that takes its time, by the tenant's clock (Graph rule 37). */
export const operationRoute: Route = {
  method: 'GET',
  paths: ['/teams/{team}/operations/{operation}'],
  workload: 'teams',
  permissions: readTeam,
  answer(call) {
    const { team: teamId = '', operation: operationId = '' } = call.params
    const operation = call.tenant.teams().findOperation(teamId, operationId)
    const { id, operationType, startedAt, endsAt, targetId, targetLocation } = operation
    const now = call.tenant.clock.now()
    return ok({
      '@odata.context': `${call.base}/$metadata#teams('${operation.team.group.id}')/operations/$entity`,
      id,
      operationType,
      createdDateTime: new Date(startedAt).toISOString(),
      status: statusOf(operation, now),
      lastActionDateTime: new Date(Math.min(now, endsAt)).toISOString(),
      attemptsCount: 1,
      targetResourceId: targetId,
      targetResourceLocation: targetLocation,
      error: null,
    })
  },
}

function statusOf(
  { startedAt, endsAt }: TeamOperation,
  now: number,
): 'notStarted' | 'inProgress' | 'succeeded' {
  if (now >= endsAt) return 'succeeded'
  return now > startedAt ? 'inProgress' : 'notStarted'
}
