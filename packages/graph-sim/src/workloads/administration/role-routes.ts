import { directoryObjectNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { moment, text } from '../../odata/property-type.ts'
import type { Expander } from '../../odata/write-entity.ts'
import type { Route } from '../../routing/route.ts'
import { objectListRules } from '../directory/directory-rules.ts'
import type { AnyObject } from '../directory-objects/any-object.ts'
import { lookUp } from '../directory-objects/find-object.ts'
import { referredObject } from '../directory-objects/reference-body.ts'
import { referenceRoutes } from '../directory-objects/reference-list.ts'
import { writeObject } from '../directory-objects/write-object.ts'
import { alreadyReferenced } from '../groups/group-problems.ts'
import { directoryRefusal } from '../users-admin/directory-problems.ts'
import { readRoles } from './administration-permissions.ts'
import { readOnlyRoutes } from './read-only-set.ts'
import { recordEntity } from './record-entity.ts'
import { writeRoles } from './role-permissions.ts'
import { roleTemplates } from './role-templates.ts'
import { type AdminRole, roleProperties } from './roles.ts'

const workload = 'directory'
const one = ['/directoryRoles/{role}', '/directoryRoles(roleTemplateId={roleTemplateId})']
const members = one.map((path) => `${path}/members`)

const roleEntity = recordEntity<AdminRole>({
  name: 'directoryRole',
  properties: roleProperties,
  navigation: ['members', 'scopedMembers'],
})

/** Roles of administrators that are in use, who has them, and the roles that there are. */
export const roleRoutes: readonly Route[] = [
  ...readOnlyRoutes<AdminRole>({
    path: '/directoryRoles',
    workload,
    permissions: readRoles,
    rules: objectListRules,
    entity: roleEntity,
    rows: ({ tenant }) => tenant.administration.roles.records(),
    expand: expanders,
  }).slice(0, 1),
  {
    method: 'GET',
    paths: one,
    workload,
    permissions: readRoles,
    answer: (call) =>
      ok(
        entityBody(call, {
          entity: roleEntity,
          row: roleOf(call),
          context: 'directoryRoles',
          expand: expanders(call),
        }),
      ),
  },
  {
    method: 'POST',
    paths: ['/directoryRoles'],
    workload,
    permissions: writeRoles,
    answer(call) {
      const id = member(readJson(call), 'roleTemplateId')
      const { roles } = call.tenant.administration
      const role = typeof id === 'string' ? roles.activate(id) : undefined
      if (role === undefined) refuse(directoryRefusal('The role template id is missing or names no role.'))
      return created(entityBody(call, { entity: roleEntity, row: role, context: 'directoryRoles' }))
    },
  },
  ...referenceRoutes({
    paths: members,
    permissions: readRoles,
    casts: ['user', 'group', 'servicePrincipal'],
    rows: (call) => membersIn(call, roleOf(call)),
  }),
  {
    method: 'POST',
    paths: members.map((path) => `${path}/$ref`),
    workload,
    permissions: writeRoles,
    answer(call) {
      const { roles } = call.tenant.administration
      const { roleTemplateId } = roleOf(call)
      const { id } = referredObject(call)
      if (roles.rolesOf(id).some((role) => role.roleTemplateId === roleTemplateId))
        refuse(alreadyReferenced('members'))
      roles.assign({ roleTemplateId, principalId: id, scope: '/' })
      return noContent
    },
  },
  {
    method: 'DELETE',
    paths: members.map((path) => `${path}/{object}/$ref`),
    workload,
    permissions: writeRoles,
    answer(call) {
      const { roleTemplateId } = roleOf(call)
      const principalId = (call.params['object'] ?? '').toLowerCase()
      const found = call.tenant.administration.roles.unassign({ roleTemplateId, principalId, scope: '/' })
      return found ? noContent : refuse(directoryObjectNotFound(principalId))
    },
  },
  ...readOnlyRoutes({
    path: '/directoryRoleTemplates',
    workload,
    permissions: readRoles,
    rules: objectListRules,
    entity: recordEntity<(typeof templates)[number]>({
      name: 'directoryRoleTemplate',
      properties: { id: text, deletedDateTime: moment, description: text, displayName: text },
    }),
    rows: () => templates,
  }),
]

const templates = roleTemplates.map(({ id, description, displayName }) => ({
  id,
  deletedDateTime: null,
  description,
  displayName,
}))

/** The role that a path names, by its id or, in either form, by the id of its template. */
function roleOf(call: Call): AdminRole {
  const { role, roleTemplateId } = call.params
  const [, template] = /^roleTemplateId=(.*)$/i.exec(role ?? '') ?? []
  const wanted = (roleTemplateId ?? template ?? role ?? '').toLowerCase()
  const found = call.tenant.administration.roles
    .records()
    .find((each) => each.roleTemplateId === wanted || each.id === wanted)
  return found ?? refuse(directoryObjectNotFound(wanted))
}

function membersIn({ tenant }: Call, role: AdminRole): readonly AnyObject[] {
  return tenant.administration.roles.membersOf(role).flatMap((id) => lookUp(tenant, id) ?? [])
}

function expanders(call: Call): Readonly<Record<string, Expander<AdminRole>>> {
  return {
    members: (role, { query }) =>
      membersIn(call, role)
        .slice(0, 20)
        .map((object) => writeObject(object, query, call.view)),
  }
}
