import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import { readJson, readMembers } from '../../gateway/read-body.ts'
import type { ChatMessageContent, HostedContent } from './chat-message.ts'
import { chatMessageEntity } from './message-entity.ts'
import { markerMissing } from './team-problems.ts'

/** A new message in a request, its pictures still under the ids that the client gave them. */
export interface NewMessage {
  readonly content: ChatMessageContent
  readonly hosted: readonly HostedContent[]
}

/** Reads a new message out of the request's body; refuses one without a body. */
export function messageFrom(call: Call): NewMessage {
  const json = readMembers(readJson(call), chatMessageEntity(call.tenant), ['hostedContents'])
  return { content: contentFrom(json), hosted: hostedFrom(member(json, 'hostedContents')) }
}

/** Reads a change of a message; what it does not name stays. */
export function changeFrom(call: Call, present: ChatMessageContent): ChatMessageContent {
  const json = readMembers(readJson(call), chatMessageEntity(call.tenant), ['hostedContents'])
  return contentFrom({ ...present, ...json })
}

function contentFrom(json: JsonObject): ChatMessageContent {
  const body = member(json, 'body')
  const content = isObject(body) ? member(body, 'content') : undefined
  if (!isObject(body) || typeof content !== 'string' || content === '')
    return refuse(badRequest('Missing body content'))
  const attachments = list(member(json, 'attachments'))
  for (const { id } of attachments) requireMarker(content, 'attachment', id)
  const mentions = list(member(json, 'mentions'))
  for (const { id } of mentions) requireMarker(content, 'mention', id)
  const contentType = String(member(body, 'contentType') ?? 'text').toLowerCase()
  return {
    subject: text(member(json, 'subject')),
    importance: text(member(json, 'importance')) ?? 'normal',
    body: { contentType, content },
    attachments: attachments.map(attachment),
    mentions: mentions.map(mention),
  }
}

/** A text names its mentions as `<at id="0">` and its attachments as `<attachment id="…">`. */
function requireMarker(content: string, what: 'mention' | 'attachment', id: unknown): void {
  const tag = what === 'mention' ? 'at' : 'attachment'
  const named = content.matchAll(new RegExp(`<${tag}\\s+id=\\\\?["']([^"'\\\\]*)`, 'gi'))
  if (![...named].some(([, found]) => found === String(id))) refuse(markerMissing(what, id))
}

function attachment(each: JsonObject): JsonObject {
  const { id = null, contentType = null, contentUrl = null, content = null, name = null } = each
  const { thumbnailUrl = null, teamsAppId = null } = each
  return { id, contentType, contentUrl, content, name, thumbnailUrl, teamsAppId }
}

function mention(each: JsonObject): JsonObject {
  const said = member(each, 'mentioned')
  const mentioned = isObject(said) ? said : {}
  return {
    id: each['id'],
    mentionText: member(each, 'mentionText') ?? null,
    mentioned: { application: null, device: null, conversation: null, user: null, ...mentioned },
  }
}

function hostedFrom(value: unknown): readonly HostedContent[] {
  return list(value).map((each) => {
    const { contentBytes, contentType } = each
    const id = each['@microsoft.graph.temporaryId']
    if (typeof id !== 'string' || typeof contentBytes !== 'string' || typeof contentType !== 'string')
      return refuse(badRequest('A hosted content needs a temporary id, contentBytes and a contentType.'))
    return { id, contentType, bytes: Buffer.from(contentBytes, 'base64') }
  })
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function list(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}
