import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import { timestamp } from '../../time/timestamp.ts'
import type { Grantee } from './grant.ts'

/** Refuses a body as drives word it. */
export function invalid(message: string): never {
  refuse({ status: 400, code: 'invalidRequest', message })
}

/** Reads the people whom an item shall be shared with, each by address or object id. */
export function readRecipients(call: Call, json: JsonObject): readonly Grantee[] {
  const list = member(json, 'recipients') ?? []
  if (!Array.isArray(list)) refuse(badRequest('The recipients have to be a list.'))
  return list.map((entry: unknown) => readRecipient(call, entry))
}

function readRecipient(call: Call, entry: unknown): Grantee {
  if (!isObject(entry)) return invalid('A recipient has to be an object with an email or an objectId.')
  const objectId = member(entry, 'objectId')
  const email = member(entry, 'email')
  const name = objectId ?? email
  if (typeof name !== 'string' || name === '') return invalid('A recipient needs an email or an objectId.')
  const user = call.tenant.directory.find(name)
  if (user !== undefined) {
    const { id, displayName, mail, userPrincipalName } = user
    return { kind: 'user', id, displayName, email: mail ?? userPrincipalName }
  }
  if (name !== email || !/^[^\s@]+@[^\s@]+$/.test(email))
    return invalid(`The recipient '${name}' could not be found.`)
  return { kind: 'user', id: undefined, email, displayName: email }
}

/** Reads roles: at least one, each of them `read` or `write`. */
export function readRoles(json: JsonObject): readonly string[] {
  const roles = member(json, 'roles')
  if (!Array.isArray(roles) || roles.length === 0)
    return invalid('At least one role is needed: read or write.')
  if (!roles.every((role) => role === 'read' || role === 'write'))
    return invalid('The roles have to be read or write.')
  return roles
}

/** Reads when a permission ends; `undefined` for never. */
export function readExpiration(json: JsonObject): string | undefined {
  const value = member(json, 'expirationDateTime')
  if (value === undefined || value === '') return undefined
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(at) ? invalid('The expirationDateTime has to be an ISO 8601 time.') : timestamp(at)
}
