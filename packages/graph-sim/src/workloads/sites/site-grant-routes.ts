import { badRequest, driveItemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Entity } from '../../odata/entity.ts'
import { listOf, openComplex, text } from '../../odata/property-type.ts'
import type { Route } from '../../routing/route.ts'
import { siteOf } from '../drive/drive-of.ts'
import { driveListRules } from '../drive/drive-rules.ts'
import type { SiteGrant } from './site.ts'
import { controlSites } from './site-permissions.ts'

const workload = 'drive'
const grants = '/sites/{site}/permissions'
const one = `${grants}/{permission}`

/** What apps may do in a site. */
export const siteGrantRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: [grants],
    workload,
    permissions: controlSites,
    answer: (call) =>
      answerList(call, {
        entity: grantEntity,
        rules: driveListRules,
        rows: siteOf(call).grants,
        context: contextOf(call),
      }),
  },
  {
    method: 'POST',
    paths: [grants],
    workload,
    permissions: controlSites,
    answer(call) {
      const json = readJson(call)
      const grant = {
        id: call.tenant.driveServices.nextKey('site'),
        roles: readRoles(json),
        application: readApplication(json),
      }
      siteOf(call).grants.push(grant)
      return created(grantBody(call, grant))
    },
  },
  {
    method: 'GET',
    paths: [one],
    workload,
    permissions: controlSites,
    answer: (call) => ok(grantBody(call, grantOf(call))),
  },
  {
    method: 'PATCH',
    paths: [one],
    workload,
    permissions: controlSites,
    answer(call) {
      const grant = grantOf(call)
      grant.roles = readRoles(readJson(call))
      return ok(grantBody(call, grant))
    },
  },
  {
    method: 'DELETE',
    paths: [one],
    workload,
    permissions: controlSites,
    answer(call) {
      const all = siteOf(call).grants
      all.splice(all.indexOf(grantOf(call)), 1)
      return noContent
    },
  },
]

const identities = listOf(openComplex('identitySet'))
const properties = {
  id: text,
  roles: listOf(text),
  grantedToIdentities: identities,
  grantedToIdentitiesV2: identities,
}

const grantEntity: Entity<SiteGrant> = {
  name: 'permission',
  properties,
  navigation: [],
  defaults: Object.keys(properties),
  always: [],
  annotations: () => ({}),
  derived: () => ({
    '@deprecated.GrantedToIdentities':
      'GrantedToIdentities has been deprecated. Refer to GrantedToIdentitiesV2',
  }),
  read: (grant, property) =>
    property === 'id' || property === 'roles' ? grant[property] : [{ application: grant.application }],
}

function grantOf(call: Call): SiteGrant {
  const found = siteOf(call).grants.find(({ id }) => id === call.params['permission'])
  return found ?? refuse(driveItemNotFound)
}

function grantBody(call: Call, row: SiteGrant): Record<string, unknown> {
  return entityBody(call, { entity: grantEntity, row, context: contextOf(call) })
}

function contextOf(call: Call): string {
  return `sites('${encodeURIComponent(siteOf(call).id)}')/permissions`
}

const roleNames: readonly unknown[] = ['read', 'write', 'owner', 'fullcontrol', 'manage']

function readRoles(json: JsonObject): readonly string[] {
  const roles = member(json, 'roles')
  const good = Array.isArray(roles) && roles.length > 0 && roles.every((role) => roleNames.includes(role))
  return good ? roles : refuse(badRequest('The roles have to be read, write, manage, fullcontrol or owner.'))
}

function readApplication(json: JsonObject): SiteGrant['application'] {
  const list = member(json, 'grantedToIdentitiesV2') ?? member(json, 'grantedToIdentities')
  const [first] = Array.isArray(list) ? list : []
  const application = isObject(first) ? member(first, 'application') : undefined
  const id = isObject(application) ? member(application, 'id') : undefined
  if (typeof id !== 'string' || !isObject(application))
    return refuse(badRequest('A permission on a site needs an application in grantedToIdentities.'))
  const displayName = member(application, 'displayName')
  return { id, displayName: typeof displayName === 'string' ? displayName : '' }
}
