import { describe, expect, it } from 'vitest'
import { clientOf, smallTenant } from '../graph-client.ts'

describe('mail tips', () => {
  it('tell of automatic replies while they are on, and that strangers are outside', async () => {
    const tenant = smallTenant()
    const client = clientOf(tenant, tenant.token({ expiresIn: 200_000 }))
    const address = tenant.me.mail
    const body = {
      EmailAddresses: [address, 'x@elsewhere.example'],
      MailTipsOptions: 'automaticReplies, recipientScope',
    }
    const before = await client.post('/me/getMailTips', body)
    expect(before.json['@odata.context']).toMatch(/\$metadata#Collection\(microsoft\.graph\.mailTips\)$/)
    expect(before.json['value']).toEqual([
      { emailAddress: { name: '', address }, automaticReplies: { message: '' }, recipientScope: 'internal' },
      { emailAddress: { name: '', address: 'x@elsewhere.example' }, recipientScope: 'external' },
    ])
    await client.patch('/me/mailboxSettings', {
      automaticRepliesSetting: {
        status: 'scheduled',
        internalReplyMessage: 'Away',
        scheduledStartDateTime: { dateTime: '2026-11-18T12:00:00', timeZone: 'UTC' },
        scheduledEndDateTime: { dateTime: '2026-11-19T12:00:00', timeZone: 'UTC' },
      },
    })
    const message = async (): Promise<unknown> =>
      (await client.post('/me/getMailTips', body)).json['value']?.[0]?.['automaticReplies']?.['message']
    expect(await message()).toBe('')
    tenant.clock.advance(3 * 3_600_000)
    expect(await message()).toBe('Away')
    tenant.clock.advance(24 * 3_600_000)
    expect((await client.post('/me/getMailTips', body)).json['value']?.[0]?.['automaticReplies']).toEqual({
      message: '',
    })
  })

  it('are given as asked for, and refuse unknown ones and no addresses', async () => {
    const client = clientOf(smallTenant())
    const EmailAddresses = [client.tenant.me.mail]
    const full = await client.post('/me/getMailTips', {
      EmailAddresses,
      MailTipsOptions: 'mailboxFullStatus,maxMessageSize',
    })
    expect(full.json['value']?.[0]).toMatchObject({ mailboxFull: false, maxMessageSize: 37_748_736 })
    expect((await client.post('/me/getMailTips', { EmailAddresses, MailTipsOptions: 'mood' })).status).toBe(
      400,
    )
    expect(
      (await client.post('/me/getMailTips', { EmailAddresses: [], MailTipsOptions: 'mood' })).status,
    ).toBe(400)
    expect((await client.post('/me/getMailTips', { EmailAddresses })).status).toBe(400)
  })
})
