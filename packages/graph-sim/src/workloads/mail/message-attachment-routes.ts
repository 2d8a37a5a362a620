import type { Call } from '../../gateway/call.ts'
import type { Route } from '../../routing/route.ts'
import type { AttachmentOwner } from './attachment-owner.ts'
import { attachmentRoutesOf } from './attachment-routes.ts'
import { mailboxOf, messageContext, messageOf } from './mail-call.ts'
import { readMail, writeMail } from './mail-permissions.ts'
import { messageId } from './message-entity.ts'
import { mimeOf } from './message-mime.ts'

const messages = ['/users/{user}/messages/{message}', '/users/{user}/mailFolders/{folder}/messages/{message}']

/** The attachments of messages, and messages as MIME. */
export const messageAttachmentRoutes: readonly Route[] = [
  ...attachmentRoutesOf({ owners: messages, read: readMail, write: writeMail, find: ownerOf }),
  {
    method: 'GET',
    paths: messages.map((path) => `${path}/$value`),
    workload: 'outlook',
    permissions: readMail,
    answer: (call) => ({
      status: 200,
      bytes: mimeOf(messageOf(call)),
      headers: { 'Content-Type': 'text/plain' },
    }),
  },
]

function ownerOf(call: Call): AttachmentOwner {
  const { ids, messages: store } = mailboxOf(call)
  const message = messageOf(call)
  return {
    attachments: message.attachments,
    idIn: (view) => messageId(message, view, ids),
    context: `${messageContext(call)}('${encodeURIComponent(call.params['message'] ?? '')}')`,
    collection: 'Messages',
    changed() {
      message.raw = message.isDraft ? undefined : message.raw
      store.touch(message)
    },
  }
}
