import type { Permissions } from '../../routing/route.ts'
import { subscribables } from './subscribables.ts'

const delegated = [...new Set(subscribables.flatMap((one) => one.delegated))]
const application = [...new Set(subscribables.flatMap((one) => one.application))]

/** Any that suffices for some resource; whether it does for this one is looked at when the resource is known. */
export const manageSubscriptions: Permissions = { delegated, shared: delegated, application }

/** The same, and the permission to see what other apps have subscribed to for the signed-in user. */
export const listSubscriptions: Permissions = {
  delegated: [...delegated, 'Subscription.Read.All'],
  shared: [...delegated, 'Subscription.Read.All'],
  application,
}
