import { type Answer, created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { ListRules } from '../../odata/list-rules.ts'
import type { Route } from '../../routing/route.ts'
import { changeSubscription } from './change-subscription.ts'
import { requirePermission } from './find-subscribable.ts'
import type { Subscription } from './subscription.ts'
import {
  keptSubscriptionEntity,
  listedSubscriptionEntity,
  subscriptionEntity,
} from './subscription-entity.ts'
import { subscriptionFrom } from './subscription-from.ts'
import { listSubscriptions, manageSubscriptions } from './subscription-permissions.ts'

const workload = 'service'
const one = '/subscriptions/{subscription}'
const context = 'subscriptions'

const listRules: ListRules = {
  pageSize: 100,
  largestPage: 100,
  paging: 'skiptoken',
  counts: () => false,
  refusals: [],
}

/** Subscriptions to changes. */
export const subscriptionRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: ['/subscriptions'],
    workload,
    permissions: listSubscriptions,
    answer: (call) =>
      answerList(call, {
        entity: listedSubscriptionEntity,
        rules: listRules,
        rows: call.tenant.notifications.subscriptions.visibleTo(call.principal),
        context,
      }),
  },
  {
    method: 'POST',
    paths: ['/subscriptions'],
    workload,
    permissions: manageSubscriptions,
    answer: subscribe,
  },
  {
    method: 'GET',
    paths: [one],
    workload,
    permissions: manageSubscriptions,
    answer: (call) => ok(keptBody(call, subscriptionOf(call))),
  },
  {
    method: 'PATCH',
    paths: [one],
    workload,
    permissions: manageSubscriptions,
    async answer(call) {
      const subscription = subscriptionOf(call)
      await changeSubscription(call, subscription)
      return ok(keptBody(call, subscription))
    },
  },
  {
    method: 'DELETE',
    paths: [one],
    workload,
    permissions: manageSubscriptions,
    answer(call) {
      call.tenant.notifications.subscriptions.remove(subscriptionOf(call))
      return noContent
    },
  },
  {
    method: 'POST',
    paths: [`${one}/reauthorize`],
    workload,
    permissions: manageSubscriptions,
    answer(call) {
      call.tenant.notifications.authorized(subscriptionOf(call), call.principal.expiresAt)
      return noContent
    },
  },
]

/** Both addresses have to answer before there is a subscription, be they the same (Graph rule 42). */
async function subscribe(call: Call): Promise<Answer> {
  const { notifications } = call.tenant
  const subscription = subscriptionFrom(call, notifications.newId(), notifications.plainHttp)
  notifications.subscriptions.check(subscription)
  await notifications.validate(subscription.notificationUrl)
  if (subscription.lifecycleNotificationUrl !== null)
    await notifications.validate(subscription.lifecycleNotificationUrl)
  notifications.subscriptions.add(subscription)
  notifications.authorized(subscription, call.principal.expiresAt)
  return created(entityBody(call, { entity: subscriptionEntity, row: subscription, context }))
}

/** The subscription that a path names; the token has to allow what it allowed when it was made. */
function subscriptionOf(call: Call): Subscription {
  const { subscriptions } = call.tenant.notifications
  const found = subscriptions.find(call.params['subscription'] ?? '', call.principal)
  requirePermission(call, found.kind)
  return found
}

function keptBody(call: Call, row: Subscription): Record<string, unknown> {
  return entityBody(call, { entity: keptSubscriptionEntity, row, context })
}
