import { directoryObjectNotFound, notSimulated } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { ok } from '../../gateway/answer.ts'
import { readJson } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { ListRules } from '../../odata/list-rules.ts'
import { complex, guid, int32, listOf, text } from '../../odata/property-type.ts'
import type { Route } from '../../routing/route.ts'
import type { TenantState } from '../../tenant/tenant-state.ts'
import { recordAudit } from '../administration/record-audit.ts'
import { recordEntity } from '../administration/record-entity.ts'
import { userEntity } from '../directory/user-entity.ts'
import { sharePointProperties } from '../directory/user-properties.ts'
import { assignLicense } from './assign-license.ts'
import { findProduct, type Product, products, totalOf, usersOf } from './products.ts'
import { assignLicenses, readLicenses, readSubscriptions } from './user-admin-permissions.ts'

const workload = 'directory'

/** Licences: what there is, who has which, giving and taking them. */
export const licenseRoutes: readonly Route[] = [
  {
    method: 'POST',
    paths: ['/users/{user}/assignLicense'],
    workload,
    permissions: assignLicenses,
    answer(call) {
      const { directory } = call.tenant
      assignLicense(call.user, readJson(call), {
        directory,
        total: (product) => totalOf(product, call.tenant.administration),
      })
      recordAudit(call, { activity: 'Change user license', operation: 'Update', target: call.user })
      return ok(entityBody(call, { entity: wholeUserEntity, row: call.user, context: 'users' }))
    },
  },
  {
    method: 'GET',
    paths: ['/users/{user}/licenseDetails'],
    workload,
    permissions: readLicenses,
    answer: (call) =>
      answerList(call, {
        entity: licenseDetailsEntity,
        rules: unfiltered,
        rows: call.user.assignedLicenses.flatMap(({ skuId }) => detailsOf(skuId, call.tenant)),
        context: `users('${call.user.id}')/licenseDetails`,
      }),
  },
  {
    method: 'GET',
    paths: ['/users/{user}/licenseDetails/{license}'],
    workload,
    permissions: readLicenses,
    answer(call) {
      const id = call.params['license'] ?? ''
      const { assignedLicenses } = call.user
      const row = assignedLicenses
        .flatMap(({ skuId }) => detailsOf(skuId, call.tenant))
        .find((each) => each.id === id)
      if (row === undefined) refuse(directoryObjectNotFound(id))
      const context = `users('${call.user.id}')/licenseDetails`
      return ok(entityBody(call, { entity: licenseDetailsEntity, row, context }))
    },
  },
  {
    method: 'GET',
    paths: ['/subscribedSkus'],
    workload,
    permissions: readSubscriptions,
    answer: (call) =>
      answerList(call, {
        entity: subscribedSkuEntity,
        rules: unfiltered,
        rows: products.map((product) => subscriptionOf(product, call.tenant)),
        context: 'subscribedSkus',
      }),
  },
  {
    method: 'GET',
    paths: ['/subscribedSkus/{sku}'],
    workload,
    permissions: readSubscriptions,
    answer(call) {
      const id = call.params['sku'] ?? ''
      const row = products.map((each) => subscriptionOf(each, call.tenant)).find((each) => each.id === id)
      if (row === undefined) refuse(directoryObjectNotFound(id))
      return ok(entityBody(call, { entity: subscribedSkuEntity, row, context: 'subscribedSkus' }))
    },
  },
]

const keptElsewhere = [...Object.keys(sharePointProperties), 'mailboxSettings', 'signInActivity']

/** Who has got or lost a licence comes with everything that the directory keeps. */
const wholeUserEntity: typeof userEntity = {
  ...userEntity,
  defaults: Object.keys(userEntity.properties).filter((name) => !keptElsewhere.includes(name)),
}

interface LicenseDetails extends Pick<Product, 'skuId' | 'skuPartNumber' | 'servicePlans'> {
  readonly id: string
}

interface SubscribedSku extends LicenseDetails {
  readonly accountId: string
  readonly accountName: string
  readonly appliesTo: string
  readonly capabilityStatus: string
  readonly consumedUnits: number
  readonly prepaidUnits: Readonly<Record<string, number>>
  readonly subscriptionIds: readonly string[]
}

const planType = complex('servicePlanInfo', {
  servicePlanId: guid,
  servicePlanName: text,
  provisioningStatus: text,
  appliesTo: text,
})

const licenseDetailsEntity = recordEntity<LicenseDetails>({
  name: 'licenseDetails',
  properties: { id: text, skuId: guid, skuPartNumber: text, servicePlans: listOf(planType) },
})

const subscribedSkuEntity = recordEntity<SubscribedSku>({
  name: 'subscribedSku',
  properties: {
    accountId: text,
    accountName: text,
    appliesTo: text,
    capabilityStatus: text,
    consumedUnits: int32,
    id: text,
    prepaidUnits: complex('licenseUnitsDetail', {
      enabled: int32,
      suspended: int32,
      warning: int32,
      lockedOut: int32,
    }),
    servicePlans: listOf(planType),
    skuId: guid,
    skuPartNumber: text,
    subscriptionIds: listOf(text),
  },
})

/** Licences come all at once, and take `$select` only. */
const unfiltered: ListRules = {
  pageSize: 999,
  largestPage: 999,
  paging: 'skiptoken',
  counts: () => false,
  refusals: [
    {
      source: 'licences take $select only',
      when: ({ has }) => has.filter || has.orderBy,
      problem: () => notSimulated('$filter and $orderby on licences'),
    },
  ],
}

/** The id is made of the tenant's and the SKU's, in base64url. */
function detailsOf(skuId: string, { id }: TenantState): readonly LicenseDetails[] {
  const product = findProduct(skuId)
  if (product === undefined) return []
  const { skuPartNumber, servicePlans } = product
  const bytes = Buffer.from(`${id}${skuId}`.replaceAll('-', ''), 'hex')
  return [{ id: bytes.toString('base64url'), skuId, skuPartNumber, servicePlans }]
}

function subscriptionOf(product: Product, tenant: TenantState): SubscribedSku {
  const { skuId, skuPartNumber, servicePlans } = product
  return {
    accountId: tenant.id,
    accountName: tenant.domain.split('.')[0] ?? '',
    appliesTo: 'User',
    capabilityStatus: 'Enabled',
    consumedUnits: usersOf(product, tenant.directory),
    id: `${tenant.id}_${skuId}`,
    prepaidUnits: {
      enabled: totalOf(product, tenant.administration),
      suspended: 0,
      warning: 0,
      lockedOut: 0,
    },
    servicePlans,
    skuId,
    skuPartNumber,
    subscriptionIds: [`${skuId.slice(0, 24)}${tenant.id.slice(24)}`],
  }
}
