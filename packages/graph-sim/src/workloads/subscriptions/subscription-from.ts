import type { ChangeType } from '../../change-feed/changed-thing.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { type JsonObject, member } from '../../gateway/parse-json.ts'
import { readJson, readMembers } from '../../gateway/read-body.ts'
import { familyRules } from './family-rules.ts'
import { type FoundResource, findSubscribable } from './find-subscribable.ts'
import { type PlainHttp, readAddress } from './read-address.ts'
import { readCertificate } from './read-certificate.ts'
import { readExpiration } from './read-expiration.ts'
import type { Subscription } from './subscription.ts'
import { subscriptionEntity } from './subscription-entity.ts'
import type { SubscriptionKind } from './subscription-kind.ts'
import { extensionError, invalidRequest, requiredProperty, textOrNull } from './subscription-problems.ts'

/** Reads a new subscription out of a request's body; refuses what is missing, malformed, unsupported or not allowed. */
export function subscriptionFrom(call: Call, id: string, plainHttp: PlainHttp): Subscription {
  const json = readMembers(readJson(call), subscriptionEntity)
  for (const name of ['changeType', 'notificationUrl', 'resource', 'expirationDateTime'])
    if ((member(json, name) ?? '') === '') refuse(requiredProperty(name))
  const resource = String(member(json, 'resource'))
  const notificationUrl = readAddress(member(json, 'notificationUrl'), 'notificationUrl', plainHttp)
  const lifecycleUrl = member(json, 'lifecycleNotificationUrl')
  const clientState = textOrNull(member(json, 'clientState'), 'clientState')
  if (clientState !== null && clientState.length > 128)
    refuse(invalidRequest('clientState is limited to 128 characters.'))
  const found = findSubscribable(call, resource)
  const now = call.tenant.clock.now()
  const rich = member(json, 'includeResourceData') === true
  const expiration = readExpiration(member(json, 'expirationDateTime'), { now, kind: found.kind, rich })
  const { lifecycleAfter = Number.POSITIVE_INFINITY } = familyRules[found.kind.family]
  if (lifecycleUrl === undefined && expiration.expiresAt - now > lifecycleAfter * 60_000)
    refuse(
      requiredProperty(
        'lifecycleNotificationUrl',
        ' on this resource when the expirationDateTime value is set to greater than 1 hour',
      ),
    )
  const { principal } = call
  return {
    ...found,
    ...expiration,
    ...encryptionOf(json, found),
    id,
    resource,
    ...changeTypesIn(String(member(json, 'changeType')), found.kind),
    clientState,
    notificationUrl,
    lifecycleNotificationUrl:
      lifecycleUrl === undefined ? null : readAddress(lifecycleUrl, 'lifecycleNotificationUrl', plainHttp),
    latestSupportedTlsVersion: tlsVersionOf(json),
    notificationUrlAppId: textOrNull(member(json, 'notificationUrlAppId'), 'notificationUrlAppId'),
    notificationQueryOptions: textOrNull(
      member(json, 'notificationQueryOptions'),
      'notificationQueryOptions',
    ),
    ids: call.view.ids,
    withheld: call.view.withheld,
    appId: principal.appId,
    creator: principal.kind === 'delegated' ? principal.user : undefined,
    authorizedUntil: principal.expiresAt,
    authorization: 'granted',
  }
}

function changeTypesIn(
  changeType: string,
  { changeTypes }: SubscriptionKind,
): Pick<Subscription, 'changeType' | 'changeTypes'> {
  const named = changeType.split(',').map((one) => one.trim().toLowerCase())
  const known = named.filter((one): one is ChangeType => ['created', 'updated', 'deleted'].includes(one))
  if (known.length < named.length || new Set(named).size < named.length)
    refuse(
      invalidRequest(`Invalid changeType '${changeType.slice(0, 100)}'. Use created, updated and deleted.`),
    )
  const refused = known.find((one) => !changeTypes.includes(one))
  if (refused !== undefined)
    refuse(extensionError(400, `The changeType '${refused}' is not supported for this resource.`))
  return { changeType, changeTypes: known }
}

/** Whether and with what certificate resource data is sent; Outlook demands a `$select` as well (Graph rule 46). */
function encryptionOf(
  json: JsonObject,
  { kind, options }: FoundResource,
): Pick<Subscription, 'includeResourceData' | 'encryptionCertificate' | 'encryptionCertificateId'> {
  const wish = member(json, 'includeResourceData')
  const includeResourceData = typeof wish === 'boolean' ? wish : null
  const encryptionCertificate = textOrNull(member(json, 'encryptionCertificate'), 'encryptionCertificate')
  const encryptionCertificateId = textOrNull(
    member(json, 'encryptionCertificateId'),
    'encryptionCertificateId',
  )
  if (encryptionCertificate !== null) readCertificate(encryptionCertificate)
  if ((encryptionCertificateId ?? '').length > 128)
    refuse(invalidRequest('encryptionCertificateId is limited to 128 characters.'))
  if (includeResourceData === true) {
    const when = ' when includeResourceData is set to true'
    if (familyRules[kind.family].richMinutes === undefined)
      refuse(extensionError(400, 'includeResourceData is not supported for this resource.'))
    if (encryptionCertificate === null) refuse(requiredProperty('encryptionCertificate', when))
    if (encryptionCertificateId === null) refuse(requiredProperty('encryptionCertificateId', when))
    if (kind.family === 'outlook') requireSelect(options.select)
  }
  return { includeResourceData, encryptionCertificate, encryptionCertificateId }
}

function requireSelect(select: string | undefined): void {
  const names = select?.split(',').map((name) => name.trim().toLowerCase()) ?? []
  if (names.length === 0 || names.includes('body') || names.includes('uniquebody'))
    refuse(
      extensionError(
        400,
        'Resource data of this resource needs a $select without Body and UniqueBody in the resource.',
      ),
    )
}

function tlsVersionOf(json: JsonObject): string {
  const version = member(json, 'latestSupportedTlsVersion') ?? 'v1_2'
  return typeof version === 'string' && /^v1_[0-3]$/.test(version)
    ? version
    : refuse(invalidRequest('latestSupportedTlsVersion is one of v1_0, v1_1, v1_2 and v1_3.'))
}
