import { GraphProblem } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import type { Mailbox } from '../outlook/mailbox.ts'
import { recipientsFrom } from '../outlook/recipients.ts'
import { allRecipients, draftFrom, readMessageMembers } from './compose.ts'
import { contentFromMimeBody, isMime } from './content-from-mime.ts'
import type { Message } from './mail-folder.ts'
import type { MessageContent, Recipient } from './message-content.ts'
import { prefixed, quoteMessage } from './quote-message.ts'

/** The ways to answer a message. */
export type AnswerKind = 'reply' | 'replyAll' | 'forward'

/** Writes a reply or a forward of `original` as the request's body wants it, in JSON or MIME, the times of what is quoted in the preferred zone; refuses comment and body together (Graph rule 40). */
export async function answerTo(
  call: Call,
  mailbox: Mailbox,
  original: Message,
  kind: AnswerKind,
): Promise<MessageContent> {
  const place = {
    thread: original.thread,
    depth: original.depth + 1,
    references: [...original.references, original.internetMessageId],
  }
  if (isMime(call)) {
    const content = await contentFromMimeBody(call, mailbox)
    const isAddressed = kind === 'forward' || allRecipients(content).length > 0
    return { ...content, ...(isAddressed ? {} : answered(original, kind, mailbox)), ...place }
  }
  const json = readJson(call)
  const comment = member(json, 'comment')
  const given = member(json, 'message')
  const members = isObject(given) ? readMessageMembers(given, mailbox) : {}
  if (comment !== undefined && 'body' in members)
    throw new GraphProblem({
      status: 400,
      code: 'ErrorInvalidRequest',
      message: 'Give either a comment or the body of the message, not both.',
    })
  if (kind === 'forward' && member(json, 'toRecipients') !== undefined && 'toRecipients' in members)
    throw new GraphProblem({
      status: 400,
      code: 'ErrorInvalidRequest',
      message: 'Give the recipients either beside the message or in it, not both.',
    })
  return {
    ...addressed(draftFrom(members, mailbox), original, kind, { json, members, mailbox }),
    subject:
      (members['subject'] as string | undefined) ??
      prefixed(original.subject ?? '', kind === 'forward' ? 'Fw' : 'Re'),
    ...('body' in members
      ? {}
      : quoteMessage(original, { comment: String(comment ?? ''), timeZone: call.view.timeZone })),
    ...place,
  }
}

interface Wishes {
  readonly json: JsonObject
  readonly members: JsonObject
  readonly mailbox: Mailbox
}

function addressed(
  draft: MessageContent,
  original: Message,
  kind: AnswerKind,
  wishes: Wishes,
): MessageContent {
  if (kind === 'forward')
    return {
      ...draft,
      toRecipients: [
        ...draft.toRecipients,
        ...recipientsFrom(member(wishes.json, 'toRecipients'), wishes.mailbox.nameOf),
      ],
      attachments: [...original.attachments, ...draft.attachments],
    }
  const { toRecipients, ccRecipients } = answered(original, kind, wishes.mailbox)
  return {
    ...draft,
    toRecipients: 'toRecipients' in wishes.members ? draft.toRecipients : toRecipients,
    ccRecipients: 'ccRecipients' in wishes.members ? draft.ccRecipients : ccRecipients,
  }
}

/** Whom a reply goes to when nobody says otherwise. */
function answered(
  original: Message,
  kind: AnswerKind,
  { owner }: Mailbox,
): Pick<MessageContent, 'toRecipients' | 'ccRecipients'> {
  const own = owner.mail?.toLowerCase()
  const notOwn = ({ emailAddress }: Recipient): boolean => emailAddress.address.toLowerCase() !== own
  const senders =
    original.replyTo.length > 0 ? original.replyTo : original.from === null ? [] : [original.from]
  const toAll = kind === 'replyAll'
  return {
    toRecipients: [...senders, ...(toAll ? original.toRecipients.filter(notOwn) : [])],
    ccRecipients: toAll ? original.ccRecipients.filter(notOwn) : [],
  }
}
