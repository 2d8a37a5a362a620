import { badRequest, directoryObjectNotFound, notSimulated } from '../../errors/catalog.ts'
import { type Problem, refuse } from '../../errors/graph-problem.ts'
import { type Answer, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import type { Route } from '../../routing/route.ts'
import { recordAudit } from '../administration/record-audit.ts'
import { directoryRefusal } from '../users-admin/directory-problems.ts'
import { type AnyObject, isAnyGroup, isUser, typeOf } from './any-object.ts'
import { deletedRoutes } from './deleted-routes.ts'
import { directoryObjectEntity } from './directory-object-entity.ts'
import { findObject, lookUp } from './find-object.ts'
import { membershipRoutes } from './membership-routes.ts'
import { deleteObjects, readObjects, validateNames } from './object-permissions.ts'
import { writeObject } from './write-object.ts'

const workload = 'directory'
const one = '/directoryObjects/{object}'
const mostIds = 1000

/** Objects of any kind by their ids, what they are in, and whether names are free. */
export const objectRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: [one],
    workload,
    permissions: readObjects,
    answer: (call) =>
      ok(
        entityBody(call, {
          entity: directoryObjectEntity,
          row: findObject(call.tenant, call.params['object'] ?? ''),
          context: 'directoryObjects',
        }),
      ),
  },
  { method: 'DELETE', paths: [one], workload, permissions: deleteObjects, answer: deleteObject },
  {
    method: 'POST',
    paths: ['/directoryObjects/getByIds', '/users/getByIds', '/groups/getByIds'],
    workload,
    permissions: readObjects,
    answer: getByIds,
  },
  {
    method: 'POST',
    paths: ['/directoryObjects/validateProperties'],
    workload,
    permissions: validateNames,
    answer: validateProperties,
  },
  {
    method: 'POST',
    paths: ['/groups/{group}/validateProperties'],
    workload,
    permissions: validateNames,
    answer(call) {
      const group = call.tenant.groups().find(call.params['group'] ?? '')
      return validated(call, group)
    },
  },
  ...membershipRoutes,
  ...deletedRoutes,
]

function deleteObject(call: Call): Answer {
  const { tenant } = call
  const object = findObject(tenant, call.params['object'] ?? '')
  if (isUser(object)) {
    tenant.directory.remove(object)
    recordAudit(call, { activity: 'Delete user', operation: 'Delete', target: object })
  } else if (isAnyGroup(object)) tenant.groups().remove(object)
  else refuse(notSimulated(`deleting a directory object of the type ${typeOf(object)}`))
  return noContent
}

function getByIds(call: Call): Answer {
  const json = readJson(call)
  const ids = member(json, 'ids')
  const types = member(json, 'types')
  if (!Array.isArray(ids)) refuse(badRequest("The parameter 'ids' has to be a collection of ids."))
  if (ids.length > mostIds)
    refuse(directoryRefusal(`Too many ids: no more than ${mostIds} can be asked for in one request.`))
  const wanted = Array.isArray(types) ? types.map((type) => String(type).toLowerCase()) : []
  const all = wanted.length === 0 || wanted.includes('directoryobject')
  const found = new Set(ids.flatMap((id) => lookUp(call.tenant, String(id)) ?? []))
  return ok({
    '@odata.context': `${call.base}/$metadata#directoryObjects`,
    value: [...found]
      .filter((object) => all || wanted.includes(typeOf(object).toLowerCase()))
      .map((object) => writeObject(object, call.query, call.view)),
  })
}

function validateProperties(call: Call): Answer {
  const kind = member(readJson(call), 'entityType')
  if (typeof kind !== 'string' || kind.toLowerCase() !== 'group')
    refuse(directoryRefusal("Invalid value specified for property 'entityType': it has to be 'Group'."))
  return validated(call, undefined)
}

/** The tenant has no naming policy, so that only nicknames that are taken are in the way. */
function validated(call: Call, own: AnyObject | undefined): Answer {
  const json = readJson(call)
  const [displayName, mailNickname] = [member(json, 'displayName'), member(json, 'mailNickname')]
  if (displayName === undefined && mailNickname === undefined)
    refuse(directoryRefusal("Either 'displayName' or 'mailNickname' has to be given."))
  const behalf = member(json, 'onBehalfOfUserId')
  if (typeof behalf === 'string' && lookUp(call.tenant, behalf) === undefined)
    refuse(directoryObjectNotFound(behalf))
  const taken = call.tenant
    .groups()
    .all.some((group) => group !== own && isSame(group.mailNickname, mailNickname))
  return taken ? refuse(nicknameTaken) : noContent
}

function isSame(name: string, asked: unknown): boolean {
  return typeof asked === 'string' && name.toLowerCase() === asked.toLowerCase()
}

const nicknameTaken: Problem = {
  status: 422,
  code: 'Request_UnprocessableEntity',
  message: 'The values provided contain one or more validation errors.',
  details: [
    {
      target: 'mailNickname',
      code: 'ObjectConflict',
      message: 'Another object with the same value for property mailNickname already exists.',
    },
  ],
}
