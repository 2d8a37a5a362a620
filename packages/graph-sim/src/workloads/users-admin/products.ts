import { companyLicense } from '../../population/company.ts'
import type { Directory } from '../directory/directory.ts'

/** A part of a product that can be switched off. */
export interface ServicePlan {
  readonly servicePlanId: string
  readonly servicePlanName: string
  readonly provisioningStatus: string
  readonly appliesTo: string
}

/** Something that the company has subscribed to. */
export interface Product {
  readonly skuId: string
  readonly skuPartNumber: string
  /** How many may use it beyond those who do from the beginning. */
  readonly spare: number
  readonly servicePlans: readonly ServicePlan[]
}

/** What the company has subscribed to: Microsoft 365 E3 for everybody, Power BI Pro and Exchange Online for some. */
export const products: readonly Product[] = [
  {
    skuId: companyLicense,
    skuPartNumber: 'SPE_E3',
    spare: 5,
    servicePlans: [
      plan('efb87545-963c-4e0d-99df-69c6916d9eb0', 'EXCHANGE_S_ENTERPRISE'),
      plan('5dbe027f-2339-4123-9542-606e4d348a72', 'SHAREPOINTENTERPRISE'),
      plan('57ff2da0-773e-42df-b2af-ffb7a2317929', 'TEAMS1'),
      plan('41781fb2-bc02-4b7c-bd55-b576c07bb09d', 'AAD_PREMIUM'),
      plan('c1ec4a95-1f05-45b3-a911-aa3fa01094f5', 'INTUNE_A'),
    ],
  },
  {
    skuId: '4b9405b0-7788-4568-add1-99614e613b69',
    skuPartNumber: 'EXCHANGESTANDARD',
    spare: 3,
    servicePlans: [plan('9aaf7827-d63c-4b61-89c3-182f06f82e5c', 'EXCHANGE_S_STANDARD')],
  },
  {
    skuId: 'f8a1db68-be16-40ed-86d5-cb42ce701560',
    skuPartNumber: 'POWER_BI_PRO',
    spare: 2,
    servicePlans: [plan('70d33638-9c74-4d01-bfd3-562de28bd4ba', 'BI_AZURE_P2')],
  },
]

/** A product by its SKU; `undefined` for one that the company has not subscribed to. */
export function findProduct(skuId: string): Product | undefined {
  return products.find((product) => product.skuId === skuId.toLowerCase())
}

/** How many people use a product. */
export function usersOf({ skuId }: Product, { users }: Directory): number {
  return users.filter(({ assignedLicenses }) => assignedLicenses.some((each) => each.skuId === skuId)).length
}

/** How many of a product the company has: the first was bought for everybody who was there. */
export function totalOf({ skuId, spare }: Product, company: { readonly peopleAtFirst: number }): number {
  return (skuId === companyLicense ? company.peopleAtFirst : 0) + spare
}

/** Whether a product brings a mailbox. */
export function bringsMailbox({ servicePlans }: Product, disabled: readonly string[]): boolean {
  return servicePlans.some(
    ({ servicePlanName, servicePlanId }) =>
      servicePlanName.startsWith('EXCHANGE_S_') && !disabled.includes(servicePlanId),
  )
}

function plan(servicePlanId: string, servicePlanName: string): ServicePlan {
  return { servicePlanId, servicePlanName, provisioningStatus: 'Success', appliesTo: 'User' }
}
