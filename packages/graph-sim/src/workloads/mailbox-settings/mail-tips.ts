import type { TenantState } from '../../tenant/tenant-state.ts'
import { hasMailbox } from '../directory/has-mailbox.ts'
import type { User } from '../directory/user.ts'
import { isAway } from './automatic-reply.ts'
import type { MailboxPreferences } from './mailbox-preferences.ts'
import { languageBody } from './settings-body.ts'

/** What may be asked about a recipient before a message is sent. */
export const mailTipNames = [
  'automaticReplies',
  'mailboxFullStatus',
  'customMailTip',
  'externalMemberCount',
  'totalMemberCount',
  'maxMessageSize',
  'deliveryRestriction',
  'moderationStatus',
  'recipientScope',
  'recipientSuggestions',
] as const

/** One of {@link mailTipNames}. */
export type MailTipName = (typeof mailTipNames)[number]

/** In bytes: what a mailbox of Exchange Online receives. */
const largestMessage = 37_748_736

/** The tips about one address; about somebody outside nothing is known but that they are. */
export function mailTipsFor(
  tenant: TenantState,
  address: string,
  wanted: readonly MailTipName[],
): Readonly<Record<string, unknown>> {
  const user = tenant.directory.find(address)
  const tips = user === undefined || !hasMailbox(user) ? outside : inside(tenant, user)
  const chosen = wanted.map((name) => tips(name))
  return Object.assign({ emailAddress: { name: '', address } }, ...chosen)
}

type Tips = (name: MailTipName) => Readonly<Record<string, unknown>>

const outside: Tips = (name) => (name === 'recipientScope' ? { recipientScope: 'external' } : {})

function inside(tenant: TenantState, user: User): Tips {
  return (name) => {
    switch (name) {
      case 'automaticReplies':
        return { automaticReplies: repliesOf(tenant.mailbox(user).preferences, tenant.clock.now()) }
      case 'mailboxFullStatus':
        return { mailboxFull: false }
      case 'customMailTip':
        return { customMailTip: '' }
      case 'externalMemberCount':
        return { externalMemberCount: 0 }
      case 'totalMemberCount':
        return { totalMemberCount: 1 }
      case 'maxMessageSize':
        return { maxMessageSize: largestMessage }
      case 'deliveryRestriction':
        return { deliveryRestricted: false }
      case 'moderationStatus':
        return { isModerated: false }
      case 'recipientScope':
        return { recipientScope: 'internal' }
      case 'recipientSuggestions':
        return { recipientSuggestions: [] }
    }
  }
}

/** The reply that a colleague would get now; without one the message is empty. */
function repliesOf(
  { automaticReplies, locale }: MailboxPreferences,
  now: number,
): Readonly<Record<string, unknown>> {
  const { status, scheduledStartDateTime, scheduledEndDateTime, internalReplyMessage } = automaticReplies
  if (!isAway(automaticReplies, now)) return { message: '' }
  return {
    message: internalReplyMessage,
    messageLanguage: languageBody(locale),
    ...(status === 'scheduled'
      ? { scheduledStartTime: scheduledStartDateTime, scheduledEndTime: scheduledEndDateTime }
      : {}),
  }
}
