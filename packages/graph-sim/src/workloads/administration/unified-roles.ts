import type { RoleTemplate } from './role-templates.ts'
import type { RoleAssignment } from './roles.ts'

/** A role in the form that all services share, under Graph's own names. */
export interface RoleDefinition extends Readonly<Record<string, unknown>> {
  readonly id: string
}

/** Who has a role, in the form that all services share, under Graph's own names. */
export interface UnifiedAssignment {
  readonly id: string
  readonly principalId: string
  readonly directoryScopeId: string
  readonly appScopeId: null
  readonly roleDefinitionId: string
  readonly condition: null
}

/** The definition of a built-in role. */
export function definitionOf({ id, displayName, description, actions }: RoleTemplate): RoleDefinition {
  return {
    id,
    description,
    displayName,
    isBuiltIn: true,
    isEnabled: true,
    resourceScopes: ['/'],
    templateId: id,
    version: '1',
    rolePermissions: [{ allowedResourceActions: actions, condition: null }],
  }
}

/** An assignment with the id that Graph makes of the role, the principal and the place. */
export function unifiedOf({ roleTemplateId, principalId, scope }: RoleAssignment): UnifiedAssignment {
  const bytes = Buffer.concat([bytesOf(roleTemplateId), bytesOf(principalId)])
  const [, , unit] = scope.split('/')
  const place = unit === undefined ? '1' : `2-${bytesOf(unit).toString('base64url')}`
  return {
    id: `${bytes.toString('base64url')}-${place}`,
    principalId,
    directoryScopeId: scope,
    appScopeId: null,
    roleDefinitionId: roleTemplateId,
    condition: null,
  }
}

/** The bytes of a GUID as Windows orders them. */
function bytesOf(guid: string): Buffer {
  const bytes = Buffer.from(guid.replaceAll('-', ''), 'hex')
  return Buffer.concat([
    bytes.subarray(0, 4).reverse(),
    bytes.subarray(4, 6).reverse(),
    bytes.subarray(6, 8).reverse(),
    bytes.subarray(8),
  ])
}
