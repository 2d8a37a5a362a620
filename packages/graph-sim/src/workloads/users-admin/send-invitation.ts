import { isObject, member } from '../../gateway/parse-json.ts'
import type { TenantState } from '../../tenant/tenant-state.ts'
import { timestamp } from '../../time/timestamp.ts'
import type { User } from '../directory/user.ts'
import { emptyDraft } from '../mail/compose.ts'
import { deliver } from '../mail/deliver.ts'
import type { Recipient } from '../mail/message-content.ts'

/** A mail that invites somebody. */
export interface InvitationMail {
  readonly to: User
  /** The name of the company that invites. */
  readonly from: string
  /** The recipients of copies as the client has written them. */
  readonly cc: readonly unknown[]
  /** What the client wants to say; `null` for nothing. */
  readonly text: string | null
  /** Where the invitation is accepted. */
  readonly redeem: string
  /** The id of the invitation. */
  readonly id: string
}

/** Sends the mail of an invitation: the guest's copy leaves the tenant, the others arrive in it. */
export function sendInvitation(
  tenant: TenantState,
  { to, from, cc, text, redeem, id }: InvitationMail,
): void {
  const sender = recipient(`Microsoft Invitations on behalf of ${from}`, 'invites@microsoft.com')
  const now = timestamp(tenant.clock.now())
  const words = text === null ? '' : `<p>${escaped(text)}</p>`
  const content = {
    ...emptyDraft(tenant.mailbox(tenant.me)),
    subject: `${from} invited you to access applications within their organization`,
    body: {
      contentType: 'html' as const,
      content: `<html><body>${words}<p><a href="${escaped(redeem)}">Accept invitation</a></p></body></html>`,
    },
    from: sender,
    sender,
    toRecipients: [recipient(to.displayName, to.mail ?? to.userPrincipalName)],
    ccRecipients: cc.flatMap(readRecipient),
    sentDateTime: now,
    receivedDateTime: now,
    internetMessageId: `<${id}@invites.microsoft.com>`,
    isDraft: false,
  }
  deliver(tenant, content, now)
}

function readRecipient(value: unknown): readonly Recipient[] {
  const address = isObject(value) ? member(value, 'emailAddress') : undefined
  const mail = isObject(address) ? member(address, 'address') : undefined
  if (typeof mail !== 'string') return []
  const name = isObject(address) ? member(address, 'name') : undefined
  return [recipient(typeof name === 'string' ? name : mail, mail)]
}

function recipient(name: string, address: string): Recipient {
  return { emailAddress: { name, address } }
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
