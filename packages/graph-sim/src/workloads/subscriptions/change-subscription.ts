import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { member } from '../../gateway/parse-json.ts'
import { readJson, readMembers } from '../../gateway/read-body.ts'
import { readAddress } from './read-address.ts'
import { readCertificate } from './read-certificate.ts'
import { readExpiration } from './read-expiration.ts'
import type { Subscription } from './subscription.ts'
import { subscriptionEntity } from './subscription-entity.ts'
import { invalidRequest, textOrNull } from './subscription-problems.ts'

const changeable: readonly string[] = [
  'expirationDateTime',
  'notificationUrl',
  'encryptionCertificate',
  'encryptionCertificateId',
]

/** Renews a subscription or changes where it goes to, which authorizes it again as well (Graph rule 45). */
export async function changeSubscription(call: Call, subscription: Subscription): Promise<void> {
  const { notifications, clock } = call.tenant
  const json = readMembers(readJson(call), subscriptionEntity)
  const fixed = Object.keys(json).find((name) => !changeable.includes(name))
  if (fixed !== undefined) refuse(invalidRequest(`${fixed} can't be updated on an existing subscription.`))
  const { kind, includeResourceData } = subscription
  const context = { now: clock.now(), kind, rich: includeResourceData === true }
  const wished = member(json, 'expirationDateTime')
  const expiration = wished === undefined ? {} : readExpiration(wished, context)
  const address = member(json, 'notificationUrl')
  const notificationUrl =
    address === undefined
      ? subscription.notificationUrl
      : readAddress(address, 'notificationUrl', notifications.plainHttp)
  const certificate = textOrNull(member(json, 'encryptionCertificate'), 'encryptionCertificate')
  const certificateId = textOrNull(member(json, 'encryptionCertificateId'), 'encryptionCertificateId')
  if (certificate !== null) readCertificate(certificate)
  if (notificationUrl !== subscription.notificationUrl) await notifications.validate(notificationUrl)
  Object.assign(
    subscription,
    expiration,
    { notificationUrl },
    certificate === null ? {} : { encryptionCertificate: certificate },
    certificateId === null ? {} : { encryptionCertificateId: certificateId },
  )
  if (wished !== undefined) notifications.subscriptions.reschedule(subscription)
  notifications.authorized(subscription, call.principal.expiresAt)
}
