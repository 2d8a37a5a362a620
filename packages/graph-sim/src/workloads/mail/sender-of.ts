import { sendAsDenied } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import type { User } from '../directory/user.ts'
import { recipient } from '../outlook/recipients.ts'
import type { MessageContent } from './message-content.ts'

/**
 * Who a message is from and who has sent it. It is from the mailbox's owner unless it says otherwise; another's name
 * needs that person's leave: with Send As nobody sees who has sent it, with Send on Behalf the sender is named.
 */
export function senderOf(call: Call, content: MessageContent): Pick<MessageContent, 'from' | 'sender'> {
  const named = content.from?.emailAddress.address ?? content.sender?.emailAddress.address
  const author = named === undefined ? call.user : call.tenant.directory.find(named)
  if (author === undefined) refuse(sendAsDenied)
  const from = named === author.mail || content.from === null ? asRecipient(author) : content.from
  return { from, sender: asSender(call, author) ?? from }
}

/** Who is shown as the sender; `undefined` for the author. */
function asSender({ principal, user, tenant }: Call, author: User): MessageContent['sender'] | undefined {
  const actor = principal.kind === 'delegated' ? principal.user : user
  if (actor.id === author.id || tenant.access.has(author, actor, 'sendAs')) return undefined
  if (tenant.access.has(author, actor, 'sendOnBehalf')) return asRecipient(actor)
  return refuse(sendAsDenied)
}

function asRecipient(user: User): NonNullable<MessageContent['from']> {
  return recipient(user.displayName, user.mail ?? user.userPrincipalName)
}
