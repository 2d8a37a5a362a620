import { moment, text } from '../../odata/property-type.ts'
import type { User } from '../directory/user.ts'
import type { DirectoryRecord } from '../directory-objects/directory-record.ts'
import { type RoleTemplate, roleTemplates } from './role-templates.ts'

/** The properties of roles with their types. */
export const roleProperties = {
  id: text,
  deletedDateTime: moment,
  description: text,
  displayName: text,
  roleTemplateId: text,
} as const

/** A role of administrators that is in use, under Graph's own names. */
export interface AdminRole extends DirectoryRecord {
  readonly roleTemplateId: string
  readonly displayName: string
  readonly description: string
}

/** Who has a role, and where. */
export interface RoleAssignment {
  readonly roleTemplateId: string
  readonly principalId: string
  /** `/` for the whole tenant, `/administrativeUnits/{id}` for a part of it. */
  readonly scope: string
}

/** The roles of a tenant and who has them. */
export interface RoleStore {
  /** The roles that are in use. */
  records(): readonly AdminRole[]
  /** Takes a role into use; `undefined` when there is no such template. */
  activate(templateId: string): AdminRole | undefined
  assignments(): readonly RoleAssignment[]
  /** Gives somebody a role, unless they have it there already. */
  assign(assignment: RoleAssignment): void
  /** Takes a role from somebody; returns whether they had it. */
  unassign(assignment: RoleAssignment): boolean
  /** The ids of those who have a role in the whole tenant. */
  membersOf(role: AdminRole): readonly string[]
  /** The roles that somebody has in the whole tenant. */
  rolesOf(principalId: string): readonly AdminRole[]
}

/** What the roles of a tenant are made from. */
export interface RoleBasis {
  readonly tenantId: string
  readonly users: readonly User[]
  /** Who has the first role. */
  readonly me: User
}

/** Creates the roles of a tenant; those of IT share all but the first. */
export function createRoleStore({ tenantId, users, me }: RoleBasis): RoleStore {
  let active = roleTemplates.slice(0, 5).map((template) => roleOf(template, tenantId))
  let assignments: readonly RoleAssignment[] = firstAssignments(users, me)

  return {
    records: () => active,
    activate(templateId) {
      const template = roleTemplates.find(({ id }) => id === templateId.toLowerCase())
      if (template === undefined) return undefined
      const known = active.find(({ roleTemplateId }) => roleTemplateId === template.id)
      if (known !== undefined) return known
      const role = roleOf(template, tenantId)
      active = [...active, role]
      return role
    },
    assignments: () => assignments,
    assign(assignment) {
      if (!assignments.some((each) => isSame(each, assignment))) assignments = [...assignments, assignment]
    },
    unassign(assignment) {
      const kept = assignments.filter((each) => !isSame(each, assignment))
      const found = kept.length < assignments.length
      assignments = kept
      return found
    },
    membersOf: ({ roleTemplateId }) =>
      assignments
        .filter((each) => each.roleTemplateId === roleTemplateId && each.scope === '/')
        .map(({ principalId }) => principalId),
    rolesOf(principalId) {
      const own = assignments.filter((each) => each.principalId === principalId && each.scope === '/')
      return active.filter((role) => own.some((each) => each.roleTemplateId === role.roleTemplateId))
    },
  }
}

function roleOf({ id, displayName, description }: RoleTemplate, tenantId: string): AdminRole {
  return {
    '@odata.type': '#microsoft.graph.directoryRole',
    id: `${id.slice(0, 24)}${tenantId.slice(24)}`,
    deletedDateTime: null,
    description,
    displayName,
    roleTemplateId: id,
  }
}

function firstAssignments(users: readonly User[], me: User): readonly RoleAssignment[] {
  const [first, ...others] = roleTemplates.slice(0, 5)
  const staff = users.filter(({ department, id }) => department === 'IT' && id !== me.id)
  const assign = (template: RoleTemplate | undefined, { id }: User): RoleAssignment => ({
    roleTemplateId: template?.id ?? '',
    principalId: id,
    scope: '/',
  })
  return [assign(first, me), ...staff.map((user, i) => assign(others[i % others.length], user))]
}

function isSame(a: RoleAssignment, b: RoleAssignment): boolean {
  return a.roleTemplateId === b.roleTemplateId && a.principalId === b.principalId && a.scope === b.scope
}
