import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { type Answer, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { itemOf } from '../drive/drive-call.ts'
import { findShared } from './find-shared.ts'
import type { Grant, GrantLink } from './grant.ts'
import { permissionBody, permissionsBody } from './permission-body.ts'
import { webUrlOf } from './share-id.ts'
import { invalid, readRecipients, readRoles } from './sharing-body.ts'

/** A permission that is a link. */
export type LinkGrant = Grant & { readonly link: GrantLink }

/** Lets people use a link without changing it for others. */
export function grantLink(call: Call): Answer {
  const grant = linkOf(call)
  const json = readJson(call)
  const recipients = readRecipients(call, json)
  if (recipients.length === 0) invalid('At least one recipient is needed.')
  const roles = member(json, 'roles') === undefined ? grant.roles : readRoles(json)
  if (roles.join() !== grant.roles.join()) invalid('The roles have to be those of the link.')
  const known = new Set(grant.grantees.map(({ email }) => email))
  grant.grantees.push(...recipients.filter(({ email }) => !known.has(email)))
  return ok(permissionsBody(call, [{ grant, from: undefined }]))
}

/** Takes people off a link that is for chosen people. */
export function revokeGrants(call: Call): Answer {
  const grant = linkOf(call)
  if (grant.link.scope !== 'users') invalid('Only links for chosen people have grants to revoke.')
  const json = readJson(call)
  const gone = readRecipients(call, { recipients: member(json, 'grantees') })
  if (gone.length === 0) invalid('At least one grantee is needed.')
  const kept = grant.grantees.filter(({ email }) => !gone.some((one) => one.email === email))
  grant.grantees.splice(0, grant.grantees.length, ...kept)
  return ok(permissionBody(call, { grant, from: undefined }))
}

/** The link that a path names, by the permission's id or by its own address. */
function linkOf(call: Call): LinkGrant {
  const { share, permission } = call.params
  const url = permission === undefined ? webUrlOf(share ?? '')?.replace(/[?#].*$/, '') : undefined
  const item = share === undefined ? itemOf(call) : findShared(call).item
  const found = item.grants.find(({ id, link }) =>
    url === undefined ? id === permission : link?.webUrl === url,
  )
  return found !== undefined && hasLink(found) ? found : refuse(notLink)
}

const notLink = badRequest('The permission is not a sharing link.')

function hasLink(grant: Grant): grant is LinkGrant {
  return grant.link !== undefined
}
