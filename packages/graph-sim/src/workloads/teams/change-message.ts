import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import { changeFrom } from './message-from.ts'
import { messageOf, placeOf, requireActive } from './team-call.ts'
import { notMember } from './team-problems.ts'

/** Changes a message: its writer what it says, and an app whether it breaks a policy. */
export function changeMessage(call: Call, json: JsonObject): void {
  const message = messageOf(call)
  const store = call.tenant.teams()
  if (call.principal.kind === 'application') {
    const violation = member(json, 'policyViolation')
    if (!isObject(violation)) refuse(badRequest('An app can only change policyViolation.'))
    message.policyViolation = violation
    store.changedMessage(message, 'marked')
    return
  }
  if (message.from !== call.principal.user) refuse(notMember)
  requireActive(placeOf(call))
  if (member(json, 'policyViolation') !== undefined)
    refuse(badRequest('policyViolation can only be changed by an app.'))
  const { subject, importance, body, attachments, mentions } = message
  Object.assign(message, changeFrom(call, { subject, importance, body, attachments, mentions }))
  store.changedMessage(message, 'edited')
}
