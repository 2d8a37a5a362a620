import { driveItemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { type Answer, noContent, notModified, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Route } from '../../routing/route.ts'
import { actorOf, isUnchanged, itemOf, requireEtag } from '../drive/drive-call.ts'
import { driveOf } from '../drive/drive-of.ts'
import { itemPaths } from '../drive/drive-paths.ts'
import { readFiles, writeFiles } from '../drive/drive-permissions.ts'
import { driveListRules } from '../drive/drive-rules.ts'
import { createLink } from './create-link.ts'
import type { Grant, Grantee } from './grant.ts'
import { grantLink, revokeGrants } from './grant-link.ts'
import { permissionBody, permissionContext, permissionsBody } from './permission-body.ts'
import { type Permission, permissionEntity } from './permission-entity.ts'
import { permissionsFor } from './permissions-for.ts'
import { endInheritance } from './permissions-on.ts'
import { invalid, readExpiration, readRecipients, readRoles } from './sharing-body.ts'

const workload = 'drive'
const permissions = itemPaths.map((path) => `${path}/permissions`)
const one = permissions.map((path) => `${path}/{permission}`)

/** Who may open an item: its permissions, invitations, and links. */
export const permissionRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: permissions,
    workload,
    permissions: readFiles,
    answer(call) {
      if (isUnchanged(call, itemOf(call))) return notModified
      return answerList(call, {
        entity: permissionEntity(driveOf(call)),
        rules: driveListRules,
        rows: permissionsFor(call),
        context: permissionContext(call),
      })
    },
  },
  {
    method: 'GET',
    paths: one,
    workload,
    permissions: readFiles,
    answer: (call) => ok(permissionBody(call, permissionOf(call))),
  },
  {
    method: 'PATCH',
    paths: one,
    workload,
    permissions: writeFiles,
    answer: (call) => ok(permissionBody(call, { grant: change(call), from: undefined })),
  },
  {
    method: 'DELETE',
    paths: one,
    workload,
    permissions: writeFiles,
    answer(call) {
      const item = itemOf(call)
      requireEtag(call, item)
      item.grants.splice(item.grants.indexOf(ownGrant(call)), 1)
      driveOf(call).touch(item, actorOf(call))
      return noContent
    },
  },
  {
    method: 'POST',
    paths: itemPaths.map((path) => `${path}/invite`),
    workload,
    permissions: writeFiles,
    answer: invite,
  },
  {
    method: 'POST',
    paths: [...one, '/shares/{share}/permission'].map((path) => `${path}/grant`),
    workload,
    permissions: writeFiles,
    answer: grantLink,
  },
  {
    method: 'POST',
    paths: one.map((path) => `${path}/revokeGrants`),
    workload,
    permissions: writeFiles,
    answer: revokeGrants,
  },
  {
    method: 'POST',
    paths: itemPaths.map((path) => `${path}/createLink`),
    workload,
    permissions: writeFiles,
    answer: createLink,
  },
]

function permissionOf(call: Call): Permission {
  const wanted = call.params['permission']
  return permissionsFor(call).find(({ grant }) => grant.id === wanted) ?? refuse(driveItemNotFound)
}

/** A permission that can be changed: one of the item's own, not its owner's, not a folder's. */
function ownGrant(call: Call): Grant {
  const { grant, from } = permissionOf(call)
  if (from !== undefined) invalid('An inherited permission is changed on the folder that it comes from.')
  return itemOf(call).grants.includes(grant)
    ? grant
    : invalid('The permission of the owner cannot be changed.')
}

function change(call: Call): Grant {
  const grant = ownGrant(call)
  requireEtag(call, itemOf(call))
  const json = readJson(call)
  const roles = member(json, 'roles') === undefined ? grant.roles : readRoles(json)
  if (grant.link !== undefined && roles !== grant.roles)
    invalid('The role of a link follows from its type: make a link of the other type.')
  if (grant.link !== undefined && grant.link.scope !== 'anonymous')
    invalid('Links for an organization or for chosen people cannot be changed.')
  if (Object.hasOwn(json, 'expirationDateTime')) grant.expirationDateTime = readExpiration(json)
  grant.roles = roles
  driveOf(call).touch(itemOf(call), actorOf(call))
  return grant
}

function invite(call: Call): Answer {
  const json = readJson(call)
  const roles = readRoles(json)
  const recipients = readRecipients(call, json)
  if (recipients.length === 0) invalid('An invitation needs at least one recipient.')
  const expirationDateTime = readExpiration(json)
  const password = member(json, 'password')
  const hasPassword = typeof password === 'string' && password !== ''
  if (member(json, 'retainInheritedPermissions') === false) endInheritance(itemOf(call))
  const terms = { roles, expirationDateTime, hasPassword }
  const given = recipients.map((grantee) => ({ grant: grantTo(call, grantee, terms), from: undefined }))
  driveOf(call).touch(itemOf(call), actorOf(call))
  return ok(permissionsBody(call, given))
}

/** Who has been invited before gets the new role instead of a second permission. */
function grantTo(
  call: Call,
  grantee: Grantee,
  terms: Pick<Grant, 'roles' | 'expirationDateTime' | 'hasPassword'>,
): Grant {
  const { grants } = itemOf(call)
  const { email } = grantee
  const before = grants.findIndex(({ link, grantees }) => link === undefined && grantees[0]?.email === email)
  const id = grants[before]?.id ?? call.tenant.driveServices.nextKey('permission')
  const grant: Grant = { ...terms, id, link: undefined, grantees: [grantee] }
  grants.splice(before < 0 ? grants.length : before, 1, grant)
  return grant
}
