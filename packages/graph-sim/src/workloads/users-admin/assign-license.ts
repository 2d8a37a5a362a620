import { refuse } from '../../errors/graph-problem.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import type { Directory } from '../directory/directory.ts'
import type { AssignedLicense, User } from '../directory/user.ts'
import { directoryRefusal } from './directory-problems.ts'
import { bringsMailbox, findProduct, type Product, usersOf } from './products.ts'

/** Where licences are given. */
export interface LicenseDesk {
  readonly directory: Directory
  /** How many of a product the company has. */
  total(product: Product): number
}

/** Gives and takes the licences that a body names, and opens a mailbox with the first that has one (Graph rule 38). */
export function assignLicense(user: User, json: JsonObject, desk: LicenseDesk): void {
  if (user.usageLocation === null)
    refuse(directoryRefusal('License assignment cannot be done for user with invalid usage location.'))
  const { added, removed } = readLicenseChange(json)
  for (const { skuId } of added) requireSpare(skuId, user, desk)
  for (const skuId of removed)
    if (!hasLicense(user, skuId)) refuse(directoryRefusal('User does not have a corresponding license.'))
  const replaced = [...removed, ...added.map(({ skuId }) => skuId)]
  user.assignedLicenses = [
    ...user.assignedLicenses.filter(({ skuId }) => !replaced.includes(skuId)),
    ...added,
  ]
  openMailbox(user)
  desk.directory.changed(user)
}

/** Licences to give and the SKUs of those to take. */
export interface LicenseChange {
  readonly added: readonly AssignedLicense[]
  readonly removed: readonly string[]
}

/** Reads `addLicenses` and `removeLicenses`; refuses a body without one of them. */
export function readLicenseChange(json: JsonObject): LicenseChange {
  return {
    added: listIn(json, 'addLicenses').map(readLicense),
    removed: listIn(json, 'removeLicenses').map((skuId) => String(skuId).toLowerCase()),
  }
}

/** Whether somebody can be given a product: there has to be one left, and a place where they use it. */
export function canTake(user: User, product: Product, { directory, total }: LicenseDesk): boolean {
  if (user.usageLocation === null) return false
  return hasLicense(user, product.skuId) || usersOf(product, directory) < total(product)
}

function listIn(json: JsonObject, name: string): readonly unknown[] {
  const value = member(json, name)
  if (!Array.isArray(value)) refuse(directoryRefusal(`The parameter '${name}' has to be a collection.`))
  return value
}

function readLicense(entry: unknown): AssignedLicense {
  const skuId = isObject(entry) ? String(member(entry, 'skuId') ?? '').toLowerCase() : ''
  const disabled = isObject(entry) ? member(entry, 'disabledPlans') : undefined
  return { skuId, disabledPlans: Array.isArray(disabled) ? disabled.map(String) : [] }
}

function requireSpare(skuId: string, user: User, { directory, total }: LicenseDesk): void {
  const product = findProduct(skuId)
  if (product === undefined)
    refuse(directoryRefusal(`License ${skuId} does not correspond to a valid company License.`))
  if (!hasLicense(user, skuId) && usersOf(product, directory) >= total(product))
    refuse(directoryRefusal(`Subscription with SKU ${skuId} does not have any available licenses.`))
}

function hasLicense({ assignedLicenses }: User, skuId: string): boolean {
  return assignedLicenses.some((each) => each.skuId === skuId.toLowerCase())
}

function openMailbox(user: User): void {
  const opens = user.assignedLicenses.some(({ skuId, disabledPlans }) => {
    const product = findProduct(skuId)
    return product !== undefined && bringsMailbox(product, disabledPlans)
  })
  if (!opens || user.mail !== null) return
  user.mail = user.userPrincipalName
  user.proxyAddresses = [`SMTP:${user.userPrincipalName}`]
}
