import { describe, expect, it } from 'vitest'
import { clientOf, smallTenant } from '../graph-client.ts'

const client = clientOf(smallTenant({ delays: { users: 0 } }))
const { me } = client.tenant

describe('invitations', () => {
  it('make a guest whose sign-in name is made of the address, and who has yet to accept', async () => {
    const { status, json } = await client.post('/invitations', {
      invitedUserEmailAddress: 'admin@fabrikam.example',
      inviteRedirectUrl: 'https://myapp.contoso.example',
    })
    expect(status).toBe(201)
    expect(json).toMatchObject({
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#invitations/$entity',
      invitedUserDisplayName: null,
      invitedUserType: 'Guest',
      invitedUserEmailAddress: 'admin@fabrikam.example',
      sendInvitationMessage: false,
      resetRedemption: false,
      inviteRedirectUrl: 'https://myapp.contoso.example',
      status: 'PendingAcceptance',
      invitedUserMessageInfo: {
        messageLanguage: null,
        customizedMessageBody: null,
        ccRecipients: [{ emailAddress: { name: null, address: null } }],
      },
    })
    const select = 'userPrincipalName,userType,mail,externalUserState,creationType,otherMails'
    const user = await client.get(`/users/${json['invitedUser']?.['id']}?$select=${select}`)
    expect(user.json).toMatchObject({
      userPrincipalName: 'admin_fabrikam.example#EXT#@solvang.example',
      userType: 'Guest',
      mail: 'admin@fabrikam.example',
      externalUserState: 'PendingAcceptance',
      creationType: 'Invitation',
      otherMails: ['admin@fabrikam.example'],
    })
    const byName = encodeURIComponent('admin_fabrikam.example#EXT#@solvang.example')
    expect((await client.get(`/users/${byName}`)).json['id']).toBe(json['invitedUser']?.['id'])
    expect((await client.get(`/users/${byName}/messages`)).status).toBe(404)
  })

  it('are mailed when that is wished, with copies', async () => {
    await client.post('/invitations', {
      invitedUserEmailAddress: 'guest@fabrikam.example',
      inviteRedirectUrl: 'https://myapp.contoso.example',
      sendInvitationMessage: true,
      invitedUserMessageInfo: {
        customizedMessageBody: 'See you at the quay.',
        ccRecipients: [{ emailAddress: { address: me.mail } }],
      },
    })
    const { json } = await client.get('/me/messages?$top=1&$select=subject,body,from')
    expect(json['value']?.[0]?.['from']?.['emailAddress']?.['address']).toBe('invites@microsoft.com')
    expect(json['value']?.[0]?.['body']?.['content']).toContain('See you at the quay.')
  })

  it.each([
    [{ invitedUserEmailAddress: 'nobody', inviteRedirectUrl: 'https://a.example' }],
    [{ invitedUserEmailAddress: 'a@b.example' }],
    [{ invitedUserEmailAddress: me.mail, inviteRedirectUrl: 'https://a.example' }],
  ])('are refused for %j', async (body) => {
    const { status, json } = await client.post('/invitations', body)
    expect([status, json['error']?.['code']]).toEqual([400, 'Request_BadRequest'])
  })
})

describe('settings of users', () => {
  it('say whether their documents are recommended', async () => {
    const { status, json } = await client.patch('/me/settings', {
      contributionToContentDiscoveryDisabled: true,
    })
    expect([status, json]).toMatchObject([
      200,
      {
        contributionToContentDiscoveryAsOrganizationDisabled: false,
        contributionToContentDiscoveryDisabled: true,
      },
    ])
  })
})
