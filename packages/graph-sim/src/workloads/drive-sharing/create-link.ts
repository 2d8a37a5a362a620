import { notSimulated } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { type Answer, created, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { type JsonObject, member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { actorOf, itemOf } from '../drive/drive-call.ts'
import type { DriveItem } from '../drive/drive-item.ts'
import { driveOf } from '../drive/drive-of.ts'
import type { Grant, GrantLink, LinkScope } from './grant.ts'
import { permissionBody } from './permission-body.ts'
import { endInheritance } from './permissions-on.ts'
import { invalid, readExpiration, readRecipients } from './sharing-body.ts'

/** Makes a link to an item, or answers the one like it that there is. */
export function createLink(call: Call): Answer {
  const item = itemOf(call)
  const json = readJson(call)
  const type = readType(json)
  const scope = readScope(json)
  const grantees = readRecipients(call, json)
  const expirationDateTime = readExpiration(json)
  const password = member(json, 'password')
  const hasPassword = typeof password === 'string' && password !== ''
  const present = item.grants.find((grant) => isPlainLink(grant, { type, scope }))
  if (present !== undefined && grantees.length === 0 && !hasPassword && expirationDateTime === undefined)
    return ok(permissionBody(call, { grant: present, from: undefined }))
  const id = call.tenant.driveServices.nextKey('link')
  const grant: Grant = {
    id,
    roles: [type === 'edit' ? 'write' : 'read'],
    link: { type, scope, webUrl: addressOf(call, item, id) },
    grantees: [...grantees],
    hasPassword,
    expirationDateTime,
  }
  if (member(json, 'retainInheritedPermissions') === false) endInheritance(item)
  item.grants.push(grant)
  driveOf(call).touch(item, actorOf(call))
  return created(permissionBody(call, { grant, from: undefined }))
}

function readType(json: JsonObject): GrantLink['type'] {
  const type = member(json, 'type')
  if (type === 'view' || type === 'edit') return type
  if (type === 'embed') return invalid('Embeddable links are made for personal drives only.')
  if (typeof type === 'string' && /^(review|blocksDownload|createOnly|addressBar)$/.test(type))
    refuse(notSimulated(`sharing links of type ${type}`))
  return invalid('The type of a link has to be view or edit.')
}

/** An organization's default is itself. */
function readScope(json: JsonObject): LinkScope {
  const scope = member(json, 'scope') ?? 'organization'
  if (scope === 'anonymous' || scope === 'organization' || scope === 'users') return scope
  return invalid('The scope of a link has to be anonymous, organization or users.')
}

function isPlainLink(grant: Grant, { type, scope }: Pick<GrantLink, 'type' | 'scope'>): boolean {
  const { link, grantees, hasPassword, expirationDateTime } = grant
  const plain = grantees.length === 0 && !hasPassword && expirationDateTime === undefined
  return plain && link?.type === type && link.scope === scope
}

const letters: readonly (readonly [RegExp, string])[] = [
  [/wordprocessingml/, 'w'],
  [/spreadsheetml/, 'x'],
  [/presentationml/, 'p'],
  [/\/pdf$/, 'b'],
  [/^image\//, 'i'],
  [/^text\//, 't'],
]

/** Links say what they lead to by a letter: `:w:` to a document, `:f:` to a folder. */
function addressOf(call: Call, { content }: DriveItem, id: string): string {
  const letter = content === undefined ? 'f' : letters.find(([type]) => type.test(content.mimeType))?.[1]
  const { origin, pathname } = new URL(driveOf(call).home.siteUrl)
  return `${origin}/:${letter ?? 'u'}:/g${pathname}/E${id}`
}
