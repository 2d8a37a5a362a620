import { itemNotFound, methodNotAllowed } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { type Answer, created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { readJson } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Permissions, Route } from '../../routing/route.ts'
import { type Attached, attachedTo, attachmentEntity, attachmentExpanders } from './attachment-entity.ts'
import type { AttachmentOwner } from './attachment-owner.ts'
import { attachmentListRules } from './attachment-rules.ts'
import { attachmentOf as attachmentFromBody } from './compose.ts'
import { mailboxOf } from './mail-call.ts'
import { openAttachmentUpload } from './open-attachment-upload.ts'

const workload = 'outlook'

/** Where attachments are, and who may see and change them. */
export interface AttachmentPlaces {
  /** The paths of messages or events. */
  readonly owners: readonly string[]
  readonly read: Permissions
  readonly write: Permissions
  readonly find: (call: Call) => AttachmentOwner
}

/** The attachments of messages or of events: lists, single ones, their bytes, new ones and upload sessions. */
export function attachmentRoutesOf({ owners, read, write, find }: AttachmentPlaces): readonly Route[] {
  const lists = owners.map((path) => `${path}/attachments`)
  const ones = lists.map((path) => `${path}/{attachment}`)
  const list: Route['answer'] = (call) => {
    const owner = find(call)
    return answerList(call, {
      entity: attachmentEntity,
      rules: attachmentListRules,
      rows: rowsOf(call, owner),
      context: `${owner.context}/attachments`,
      expand: attachmentExpanders,
    })
  }
  const add: Route['answer'] = (call) => {
    const owner = find(call)
    owner.attachments.push(attachmentFromBody(readJson(call), mailboxOf(call)))
    owner.changed()
    const row = rowsOf(call, owner).at(-1) ?? refuse(itemNotFound)
    return created(oneBody(call, owner, row))
  }
  const remove: Route['answer'] = (call) => {
    const owner = find(call)
    owner.attachments.splice(owner.attachments.indexOf(namedBy(call, owner).attachment), 1)
    owner.changed()
    return noContent
  }
  const one: Route['answer'] = (call) => {
    const owner = find(call)
    return ok(oneBody(call, owner, namedBy(call, owner)))
  }
  return [
    { method: 'GET', paths: lists, workload, permissions: read, answer: list },
    { method: 'GET', paths: ones, workload, permissions: read, answer: one },
    {
      method: 'GET',
      paths: ones.map((path) => `${path}/$value`),
      workload,
      permissions: read,
      answer: (call) => rawAnswer(namedBy(call, find(call))),
    },
    { method: 'POST', paths: lists, workload, permissions: write, answer: add },
    {
      method: 'POST',
      paths: lists.map((path) => `${path}/createUploadSession`),
      workload,
      permissions: write,
      answer: (call) => openAttachmentUpload(call, find(call)),
    },
    { method: 'DELETE', paths: ones, workload, permissions: write, answer: remove },
  ]
}

function rowsOf(call: Call, owner: AttachmentOwner): readonly Attached[] {
  return attachedTo(owner.attachments, owner.idIn(call.view), mailboxOf(call).ids)
}

/** The attachment that a path names by either kind of id, under the id of the request's kind. */
function namedBy(call: Call, owner: AttachmentOwner): Attached {
  const wanted = call.params['attachment']
  for (const ids of ['mutable', 'immutable'] as const) {
    const at = rowsOf({ ...call, view: { ...call.view, ids } }, owner).findIndex(({ id }) => id === wanted)
    const found = at < 0 ? undefined : rowsOf(call, owner)[at]
    if (found !== undefined) return found
  }
  return refuse(itemNotFound)
}

function rawAnswer({ attachment }: Attached): Answer {
  if (attachment.kind === 'reference') refuse(methodNotAllowed)
  const type =
    attachment.kind === 'item' ? 'text/plain' : (attachment.contentType ?? 'application/octet-stream')
  return { status: 200, bytes: attachment.bytes(), headers: { 'Content-Type': type } }
}

function oneBody(call: Call, { context: place }: AttachmentOwner, row: Attached): Record<string, unknown> {
  const context = `${place}/attachments`
  const body = entityBody(call, { entity: attachmentEntity, row, context, expand: attachmentExpanders })
  if (!('item' in body)) return body
  const { item, ...rest } = body
  const inner = `${context}('${encodeURIComponent(row.id)}')/microsoft.graph.itemAttachment/item/$entity`
  return { ...rest, 'item@odata.context': `${call.base}/$metadata#${inner}`, item }
}
