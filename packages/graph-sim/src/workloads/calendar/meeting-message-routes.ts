import { itemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { ok } from '../../gateway/answer.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import type { Route } from '../../routing/route.ts'
import { messageContext, messageOf } from '../mail/mail-call.ts'
import { readMail } from '../mail/mail-permissions.ts'
import { eventEntityOf } from './calendar-call.ts'
import { eventExpanders } from './event-expanders.ts'
import { eventOfMessage } from './meeting-expanders.ts'

/** The event that an invitation, an answer or a cancellation is about. */
export const meetingMessageRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: [
      '/users/{user}/messages/{message}/event',
      '/users/{user}/mailFolders/{folder}/messages/{message}/event',
    ],
    workload: 'outlook',
    permissions: readMail,
    answer(call) {
      const row = eventOfMessage(call, messageOf(call)) ?? refuse(itemNotFound)
      const message = encodeURIComponent(call.params['message'] ?? '')
      const context = `${messageContext(call)}('${message}')/microsoft.graph.eventMessage/event`
      return ok(entityBody(call, { entity: eventEntityOf(call), row, context, expand: eventExpanders(call) }))
    },
  },
]
