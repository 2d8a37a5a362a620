import { createHmac } from 'node:crypto'
import { refuse } from '../../errors/graph-problem.ts'
import { type Answer, created } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { isObject, member } from '../../gateway/parse-json.ts'
import { readJson, readMembers } from '../../gateway/read-body.ts'
import { complex, flag, listOf, openComplex, text } from '../../odata/property-type.ts'
import { companyName } from '../../population/company.ts'
import type { Route } from '../../routing/route.ts'
import { recordAudit } from '../administration/record-audit.ts'
import type { User } from '../directory/user.ts'
import { directoryRefusal } from './directory-problems.ts'
import { guestOf } from './invite-guest.ts'
import { sendInvitation } from './send-invitation.ts'
import { inviteGuests } from './user-admin-permissions.ts'

const properties = {
  invitedUserDisplayName: text,
  invitedUserType: text,
  invitedUserEmailAddress: text,
  sendInvitationMessage: flag,
  resetRedemption: flag,
  inviteRedirectUrl: text,
  inviteRedeemUrl: text,
  status: text,
  invitedUserMessageInfo: complex('invitedUserMessageInfo', {
    messageLanguage: text,
    customizedMessageBody: text,
    ccRecipients: listOf(openComplex('recipient')),
  }),
} as const

/** Inviting people outside, which makes guests of them. */
export const invitationRoute: Route = {
  method: 'POST',
  paths: ['/invitations'],
  workload: 'directory',
  permissions: inviteGuests,
  answer: invite,
}

interface Wish {
  readonly invitedUserEmailAddress: string
  readonly inviteRedirectUrl: string
  readonly invitedUserDisplayName: string | null
  readonly invitedUserType: 'Member' | 'Guest'
  readonly sendInvitationMessage: boolean
  readonly resetRedemption: boolean
  readonly invitedUserMessageInfo: MessageInfo
}

interface MessageInfo {
  readonly messageLanguage: string | null
  readonly customizedMessageBody: string | null
  readonly ccRecipients: readonly unknown[]
}

function invite(call: Call): Answer {
  const wish = readWish(call)
  const { tenant, base } = call
  const { directory, administration } = tenant
  const user = invitedUser(call, wish)
  const id = administration.nextId()
  const redeem = redeemUrl(call, { id, user })
  if (wish.sendInvitationMessage)
    sendInvitation(tenant, {
      to: user,
      from: companyName,
      cc: wish.invitedUserMessageInfo.ccRecipients,
      text: wish.invitedUserMessageInfo.customizedMessageBody,
      redeem,
      id,
    })
  if (directory.find(user.id) !== undefined) directory.changed(user)
  recordAudit(call, { activity: 'Invite external user', operation: 'Add', target: user })
  return created({
    '@odata.context': `${base}/$metadata#invitations/$entity`,
    id,
    inviteRedeemUrl: redeem,
    invitedUserDisplayName: wish.invitedUserDisplayName,
    invitedUserType: wish.invitedUserType,
    invitedUserEmailAddress: wish.invitedUserEmailAddress,
    sendInvitationMessage: wish.sendInvitationMessage,
    resetRedemption: wish.resetRedemption,
    inviteRedirectUrl: wish.inviteRedirectUrl,
    status: 'PendingAcceptance',
    invitedUserMessageInfo: wish.invitedUserMessageInfo,
    invitedUser: { id: user.id },
  })
}

/** The guest of that address: a known one is invited again, with another one a guest is made. */
function invitedUser({ tenant, principal }: Call, wish: Wish): User {
  const { directory, administration, clock, domain } = tenant
  const known = directory.find(wish.invitedUserEmailAddress)
  if (known !== undefined) {
    if (known.creationType !== 'Invitation')
      refuse(directoryRefusal(`The invited user already exists in the directory as object ID: ${known.id}.`))
    if (wish.resetRedemption) known.externalUserState = 'PendingAcceptance'
    return known
  }
  const user = guestOf({
    id: administration.nextId(),
    address: wish.invitedUserEmailAddress,
    displayName: wish.invitedUserDisplayName,
    userType: wish.invitedUserType,
    domain,
    at: clock.now(),
  })
  directory.add(user)
  if (principal.kind === 'delegated') administration.creators.set(user.id, principal.user.id)
  return user
}

function readWish(call: Call): Wish {
  const json = readMembers(readJson(call), { name: 'invitation', properties }, [
    'invitedUser',
    'invitedUserSponsors',
  ])
  const { invitedUserEmailAddress: address, inviteRedirectUrl: url } = json
  if (typeof address !== 'string' || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address))
    refuse(
      directoryRefusal(
        "Invalid value specified for property 'invitedUserEmailAddress' of resource 'Invitation'.",
      ),
    )
  if (typeof url !== 'string' || !URL.canParse(url))
    refuse(
      directoryRefusal("Invalid value specified for property 'inviteRedirectUrl' of resource 'Invitation'."),
    )
  const name = json['invitedUserDisplayName']
  return {
    invitedUserEmailAddress: address,
    inviteRedirectUrl: url,
    invitedUserDisplayName: typeof name === 'string' ? name : null,
    invitedUserType: json['invitedUserType'] === 'Member' ? 'Member' : 'Guest',
    sendInvitationMessage: json['sendInvitationMessage'] === true,
    resetRedemption: json['resetRedemption'] === true,
    invitedUserMessageInfo: messageInfo(json['invitedUserMessageInfo']),
  }
}

function messageInfo(value: unknown): MessageInfo {
  const info = isObject(value) ? value : {}
  const words = (name: string): string | null => {
    const own = member(info, name)
    return typeof own === 'string' ? own : null
  }
  const recipients = member(info, 'ccRecipients')
  return {
    messageLanguage: words('messageLanguage'),
    customizedMessageBody: words('customizedMessageBody'),
    ccRecipients: Array.isArray(recipients) ? recipients : [{ emailAddress: { name: null, address: null } }],
  }
}

function redeemUrl({ tenant }: Call, { id, user }: { readonly id: string; readonly user: User }): string {
  const ticket = createHmac('sha256', tenant.secret).update(`invitation ${id}`).digest('base64')
  const inner = new URLSearchParams({ tenant: tenant.id, user: user.id, ticket, ver: '2.0' })
  const target = `https://invitations.microsoft.com/redeem/?${inner}`
  return `https://login.microsoftonline.com/redeem?rd=${encodeURIComponent(target)}`
}
