import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { accepted } from '../../gateway/answer.ts'
import type { Route } from '../../routing/route.ts'
import { recipient } from '../outlook/recipients.ts'
import { emptyDraft } from './compose.ts'
import { mailboxOf, messageOf } from './mail-call.ts'
import { sendMail } from './mail-permissions.ts'
import { headerOf } from './message-headers.ts'
import { sendContent } from './send-message.ts'

/** Asks the sender of a list to send no more, by the mail address of its `List-Unsubscribe` header. */
export const unsubscribeRoute: Route = {
  method: 'POST',
  paths: [
    '/users/{user}/messages/{message}/unsubscribe',
    '/users/{user}/mailFolders/{folder}/messages/{message}/unsubscribe',
  ],
  workload: 'outlook',
  permissions: sendMail,
  answer(call) {
    const mailbox = mailboxOf(call)
    const message = messageOf(call)
    const [, link] = /<mailto:([^>]+)>/i.exec(headerOf(message, 'list-unsubscribe') ?? '') ?? []
    if (link === undefined) return refuse(badRequest('The message does not say how to unsubscribe by mail.'))
    const { pathname, searchParams } = new URL(`mailto:${link}`)
    const address = decodeURIComponent(pathname)
    const content = {
      ...emptyDraft(mailbox),
      subject: searchParams.get('subject') ?? 'Unsubscribe',
      body: { contentType: 'text' as const, content: searchParams.get('body') ?? '' },
      toRecipients: [recipient(address, address)],
    }
    sendContent(call, content, 'kept')
    mailbox.messages.move(message, mailbox.folders.wellKnown('deleteditems'))
    return accepted
  },
}
