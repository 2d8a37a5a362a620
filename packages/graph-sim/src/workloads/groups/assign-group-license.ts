import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import type { JsonObject } from '../../gateway/parse-json.ts'
import type { User } from '../directory/user.ts'
import { assignLicense, canTake, type LicenseDesk, readLicenseChange } from '../users-admin/assign-license.ts'
import { directoryRefusal } from '../users-admin/directory-problems.ts'
import { findProduct, type Product, totalOf } from '../users-admin/products.ts'
import { type Group, isGroup } from './group.ts'
import { allMembersOf } from './group-store.ts'

/**
 * Gives licences to a group and takes them from it, and so from everybody in it. Members who cannot have one, because
 * nobody knows where they are or none is left, are noted with the group.
 */
export function assignGroupLicense({ tenant }: Pick<Call, 'tenant'>, group: Group, json: JsonObject): void {
  const { added, removed } = readLicenseChange(json)
  const products = added.map(({ skuId }) => requireProduct(skuId))
  const replaced = [...removed, ...added.map(({ skuId }) => skuId)]
  group.assignedLicenses = [
    ...(group.assignedLicenses ?? []).filter(({ skuId }) => !replaced.includes(skuId)),
    ...added,
  ]
  const desk: LicenseDesk = {
    directory: tenant.directory,
    total: (product) => totalOf(product, tenant.administration),
  }
  const failed: User[] = []
  for (const user of allMembersOf(group)) {
    if (isGroup(user)) continue
    const own = removed.filter((skuId) => user.assignedLicenses.some((each) => each.skuId === skuId))
    if (products.every((product) => canTake(user, product, desk)))
      assignLicense(user, { addLicenses: added, removeLicenses: own }, desk)
    else failed.push(user)
  }
  group.membersWithLicenseErrors = failed
}

function requireProduct(skuId: string): Product {
  return (
    findProduct(skuId) ??
    refuse(directoryRefusal(`License ${skuId} does not correspond to a valid company License.`))
  )
}
