import type { Answer } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import type { TeamOperation } from './team.ts'

/** What is to happen when an operation ends. */
export interface Undertaking
  extends Pick<TeamOperation, 'team' | 'operationType' | 'targetId' | 'targetLocation'> {
  done(): void
}

/** Begins something that is done after the tenant's delay for teams, and answers where to ask how far it has come. */
export function startOperation(call: Call, { done, ...operation }: Undertaking): Answer {
  const { clock, delays, timeline } = call.tenant
  const { id, team } = call.tenant
    .teams()
    .startOperation({ ...operation, endsAt: clock.now() + delays.teams })
  if (delays.teams === 0) done()
  else timeline.after(delays.teams, done)
  return {
    status: 202,
    headers: {
      'Content-Type': 'text/plain',
      Location: `/teams('${team.group.id}')/operations('${id}')`,
    },
  }
}
