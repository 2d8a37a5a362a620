import { badRequest, notSimulated } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { type JsonObject, member } from '../../gateway/parse-json.ts'
import { readMembers } from '../../gateway/read-body.ts'
import { type Group, type GroupContent, type GroupDetails, isUnified } from './group.ts'
import { groupEntity } from './group-entity.ts'
import { groupRefusal } from './group-problems.ts'
import type { GroupStore } from './group-store.ts'

const changeable = [
  'displayName',
  'description',
  'mailNickname',
  'mailEnabled',
  'securityEnabled',
  'visibility',
  'classification',
  'preferredLanguage',
  'preferredDataLocation',
  'theme',
] as const

/** Properties that Exchange keeps: they are changed in requests of their own. */
const exchangeProperties: readonly string[] = [
  'allowExternalSenders',
  'autoSubscribeNewMembers',
  'hideFromAddressLists',
  'hideFromOutlookClients',
  'isSubscribedByMail',
  'unseenCount',
]

/** Properties that Graph has and the simulator lacks. */
const lacking = ['assignedLabels', 'uniqueName'] as const

/** Reads a new group out of a request body; refuses what Graph requires and does not find. */
export function groupFrom(json: JsonObject, store: GroupStore): GroupContent {
  const members = readProperties(json)
  if (isForExchange(json))
    refuse(groupRefusal('Properties that Exchange keeps cannot be set while a group is created.'))
  for (const name of ['displayName', 'mailNickname', 'mailEnabled', 'securityEnabled'])
    if ((members[name] ?? '') === '') requireValue(name)
  const groupTypes = (members['groupTypes'] as readonly string[] | undefined) ?? []
  if (groupTypes.includes('DynamicMembership')) refuse(notSimulated('groups with dynamic membership'))
  const unified = groupTypes.includes('Unified')
  const content: GroupContent = {
    displayName: '',
    description: null,
    mailNickname: '',
    mailEnabled: false,
    securityEnabled: false,
    groupTypes: unified ? ['Unified'] : [],
    visibility: unified ? 'Public' : null,
    classification: null,
    preferredLanguage: null,
  }
  changeContent(content, members)
  checkKind(content)
  requireFreeNickname(content.mailNickname, undefined, store)
  return { ...content, ...optionsIn(members, content) }
}

/** Whether a body changes what Exchange keeps of a group. */
export function isForExchange(json: JsonObject): boolean {
  return Object.keys(json).some((name) => exchangeProperties.includes(name))
}

/** Changes what Exchange keeps of a group; refuses bodies that change something else as well. */
export function changeExchangePart(group: Group, json: JsonObject): void {
  const members = readProperties(json)
  if (!Object.keys(members).every((name) => exchangeProperties.includes(name)))
    refuse(groupRefusal('Properties that Exchange keeps have to be changed in a request of their own.'))
  if (!isUnified(group)) refuse(groupRefusal('Only Microsoft 365 groups have these properties.'))
  Object.assign(group, members)
}

/** What can be said of a group while it is created, and never again. */
function optionsIn(members: JsonObject, { securityEnabled }: GroupContent): Partial<GroupDetails> {
  const { isAssignableToRole, resourceBehaviorOptions, creationOptions } = members as Partial<Group>
  if (isAssignableToRole === true && !securityEnabled)
    refuse(groupRefusal("'SecurityEnabled' must be true for a group that can be assigned to a role."))
  return {
    ...(isAssignableToRole === true ? { isAssignableToRole } : {}),
    ...(resourceBehaviorOptions === undefined ? {} : { resourceBehaviorOptions }),
    ...(creationOptions === undefined ? {} : { creationOptions }),
  }
}

/** Makes a client's changes to a group; nothing is changed when one of them is refused. */
export function changeGroup(group: Group, json: JsonObject, store: GroupStore): void {
  const members = readProperties(json)
  for (const name of ['displayName', 'mailNickname', 'mailEnabled', 'securityEnabled'])
    if (name in members && (members[name] ?? '') === '') requireValue(name)
  const nickname = member(members, 'mailNickname')
  if (typeof nickname === 'string') requireFreeNickname(nickname, group, store)
  changeContent(group, members)
}

function readProperties(json: JsonObject): JsonObject {
  const members = readMembers(json, groupEntity)
  for (const name of lacking) if (name in members) refuse(notSimulated(`the property '${name}' of groups`))
  return members
}

function changeContent(content: GroupContent, members: JsonObject): void {
  const target = content as unknown as Record<string, unknown>
  for (const name of changeable) if (members[name] !== undefined) target[name] = members[name]
}

function checkKind({ groupTypes, mailEnabled, securityEnabled }: GroupContent): void {
  if (groupTypes.includes('Unified')) {
    if (!mailEnabled) refuse(groupRefusal("'MailEnabled' must be true for a group of type 'Unified'."))
    return
  }
  if (mailEnabled || !securityEnabled)
    refuse(
      groupRefusal(
        'The service does not currently support writes of mail-enabled groups. Please ensure that the mail-enablement property is unset and the security-enablement property is set.',
      ),
    )
}

function requireFreeNickname(nickname: string, own: Group | undefined, store: GroupStore): void {
  if (!/^[\x21-\x7e]{1,64}$/.test(nickname) || /[@()\\[\]";:<>,]/.test(nickname))
    refuse(groupRefusal("Invalid value specified for property 'mailNickname' of resource 'Group'."))
  const taken = store.all.some(
    (group) => group !== own && group.mailNickname.toLowerCase() === nickname.toLowerCase(),
  )
  if (taken)
    refuse(groupRefusal('Another object with the same value for property mailNickname already exists.'))
}

function requireValue(name: string): never {
  refuse(groupRefusal(`A value is required for property '${name}' of resource 'Group'.`))
}

/** The ids in a list of references, e.g. `members@odata.bind`; none when there is no such list. */
export function boundIds(json: JsonObject, property: 'members' | 'owners'): readonly string[] {
  const list = member(json, `${property}@odata.bind`) ?? []
  if (!Array.isArray(list)) refuse(badRequest(`'${property}@odata.bind' must be a list of references.`))
  if (list.length > 20) refuse(groupRefusal(`No more than 20 ${property} can be added in one request.`))
  return list.map(referencedId)
}

/** The id at the end of a reference to a directory object, e.g. `https://…/users/{id}`. */
export function referencedId(reference: unknown): string {
  const [, bracketed, plain] =
    /\/(?:directoryObjects|users|groups)(?:\('([^']+)'\)|\/([^/?]+))\/?$/i.exec(String(reference)) ?? []
  return (
    bracketed ??
    plain ??
    refuse(badRequest('Invalid reference: name a directory object in @odata.id, by its full address.'))
  )
}
