import { describe, expect, it } from 'vitest'
import { clientOf, smallTenant } from '../graph-client.ts'

const settings = '/me/mailboxSettings'

describe('mailbox settings', () => {
  it('come as a whole and one by one, each with its own context', async () => {
    const client = clientOf(smallTenant())
    const whole = await client.get(settings)
    expect(whole.json['@odata.context']).toMatch(/\$metadata#users\('[-\w]+'\)\/mailboxSettings$/)
    expect(whole.json).toMatchObject({
      userPurpose: 'user',
      delegateMeetingMessageDeliveryOptions: 'sendToDelegateOnly',
      automaticRepliesSetting: { status: 'disabled', externalAudience: 'all' },
      workingHours: { startTime: '08:00:00.0000000', daysOfWeek: expect.arrayContaining(['monday']) },
    })
    const zone = await client.get(`${settings}/timeZone`)
    expect(zone.json).toEqual({
      '@odata.context': `${whole.json['@odata.context']}/timeZone`,
      value: whole.json['timeZone'],
    })
    const hours = await client.get(`${settings}/workingHours`)
    expect(hours.json).toMatchObject(whole.json['workingHours'] ?? {})
    const archive = await client.get('/me/mailFolders/archive')
    expect(whole.json['archiveFolder']).toBe(archive.json['id'])
  })

  it('are changed in part, and the answer holds what was changed', async () => {
    const client = clientOf(smallTenant())
    const changed = await client.patch(settings, {
      timeZone: 'Pacific Standard Time',
      language: { locale: 'de-DE' },
      workingHours: { endTime: '16:30:00', daysOfWeek: ['Monday', 'tuesday'] },
    })
    expect(changed.status).toBe(200)
    expect(changed.json).toMatchObject({
      timeZone: 'Pacific Standard Time',
      language: { locale: 'de-DE', displayName: 'German (Germany)' },
      workingHours: {
        startTime: '08:00:00.0000000',
        endTime: '16:30:00.0000000',
        daysOfWeek: ['monday', 'tuesday'],
      },
    })
    expect(Object.keys(changed.json)).not.toContain('dateFormat')
    expect((await client.get(`${settings}/timeZone`)).json['value']).toBe('Pacific Standard Time')
  })

  it('hold automatic replies, whose schedule has to end after it begins', async () => {
    const client = clientOf(smallTenant())
    const replies = {
      status: 'scheduled',
      externalAudience: 'contactsOnly',
      internalReplyMessage: '<p>Away</p>',
      scheduledStartDateTime: { dateTime: '2026-11-20T08:00:00', timeZone: 'UTC' },
      scheduledEndDateTime: { dateTime: '2026-11-27T08:00:00', timeZone: 'UTC' },
    }
    expect((await client.patch(settings, { automaticRepliesSetting: replies })).status).toBe(200)
    expect((await client.get(`${settings}/automaticRepliesSetting`)).json).toMatchObject({
      status: 'scheduled',
      internalReplyMessage: '<p>Away</p>',
      externalReplyMessage: '',
      scheduledEndDateTime: { dateTime: '2026-11-27T08:00:00.0000000', timeZone: 'UTC' },
    })
    const backwards = { scheduledEndDateTime: { dateTime: '2026-11-19T08:00:00', timeZone: 'UTC' } }
    expect((await client.patch(settings, { automaticRepliesSetting: backwards })).status).toBe(400)
  })

  it('refuse zones, states and members that do not exist', async () => {
    const client = clientOf(smallTenant())
    for (const body of [
      { timeZone: 'Atlantis' },
      { automaticRepliesSetting: { status: 'sometimes' } },
      { workingHours: { startTime: 'early' } },
      { colour: 'blue' },
      { language: { locale: 'en-abcdefgh-abcdefgh' } },
      { language: { locale: '' } },
    ])
      expect((await client.patch(settings, body)).status).toBe(400)
  })

  it('need their own permission, and nobody reads those of others on behalf of a user', async () => {
    const tenant = smallTenant()
    const reader = clientOf(tenant, tenant.token({ scopes: ['MailboxSettings.Read'] }))
    expect((await reader.get(settings)).status).toBe(200)
    expect((await reader.patch(settings, { timeZone: 'UTC' })).status).toBe(403)
    const other = tenant.users.find(({ id, mail }) => id !== tenant.me.id && mail !== null)
    expect((await clientOf(tenant).get(`/users/${other?.id}/mailboxSettings`)).status).toBe(403)
    const app = clientOf(tenant, tenant.token({ roles: ['MailboxSettings.Read'] }))
    expect((await app.get(`/users/${other?.id}/mailboxSettings`)).status).toBe(200)
  })
})

describe('categories', () => {
  const list = '/me/outlook/masterCategories'

  it('begin with the coloured ones, are created once by name, recoloured and deleted', async () => {
    const client = clientOf(smallTenant())
    const rows = await client.all(list)
    expect(rows).toContainEqual({ id: expect.any(String), displayName: 'Red category', color: 'preset0' })
    const made = await client.post(list, { displayName: 'Project expenses', color: 'preset9' })
    expect(made.status).toBe(201)
    expect(made.json).toMatchObject({ displayName: 'Project expenses', color: 'preset9' })
    expect((await client.post(list, { displayName: 'project EXPENSES' })).status).toBe(409)
    const one = `${list}/${made.json['id']}`
    expect((await client.patch(one, { color: 'preset15' })).json['color']).toBe('preset15')
    expect((await client.patch(one, { displayName: 'Other' })).status).toBe(400)
    expect((await client.patch(one, { color: 'preset77' })).status).toBe(400)
    expect((await client.get(one)).json['color']).toBe('preset15')
    expect((await client.delete(one)).status).toBe(204)
    expect((await client.get(one)).status).toBe(404)
  })
})

describe('overrides of the focused inbox', () => {
  const list = '/me/inferenceClassification/overrides'

  it('are one for each sender, and decide about messages that arrive afterwards', async () => {
    const tenant = smallTenant()
    const client = clientOf(tenant)
    const address = tenant.me.mail ?? ''
    const made = await client.post(list, { classifyAs: 'other', senderEmailAddress: { name: 'Me', address } })
    expect(made.status).toBe(201)
    const again = await client.post(list, {
      classifyAs: 'other',
      senderEmailAddress: { name: 'Myself', address },
    })
    expect(again.json).toMatchObject({ id: made.json['id'], senderEmailAddress: { name: 'Myself', address } })
    expect(await client.all(list)).toHaveLength(1)
    const message = { subject: 'To myself', toRecipients: [{ emailAddress: { address } }] }
    await client.post('/me/sendMail', { message })
    const [arrived] = await client.all("/me/mailFolders/inbox/messages?$filter=subject eq 'To myself'")
    expect(arrived?.['inferenceClassification']).toBe('other')
    const one = `${list}/${made.json['id']}`
    expect((await client.patch(one, { classifyAs: 'focused' })).json['classifyAs']).toBe('focused')
    expect((await client.delete(one)).status).toBe(204)
    expect((await client.delete(one)).status).toBe(404)
  })

  it('need a class and an address', async () => {
    const client = clientOf(smallTenant())
    expect((await client.post(list, { classifyAs: 'other' })).status).toBe(400)
    expect((await client.post(list, { senderEmailAddress: { address: 'a@b.example' } })).status).toBe(400)
  })
})

describe('working hours, as Microsoft documents them', () => {
  it.each([
    [
      { startTime: '08' },
      'RequestBodyRead',
      "Cannot convert the literal '08' to the expected type 'Edm.TimeOfDay'.",
    ],
    [{ startTime: '19:00:00' }, 'ErrorInvalidTimeSettings', 'Start Time should occur before End Time.'],
    [{ daysOfWeek: ['RandomDay'] }, 'InvalidArguments', "Requested value 'RandomDay' was not found."],
    [{ timeZone: { name: 'Nowhere' } }, 'InvalidTimeZone', 'Time Zone settings provided are invalid.'],
  ])('refuse %j', async (workingHours, code, message) => {
    const { status, json } = await clientOf(smallTenant()).patch('/me/mailboxSettings', { workingHours })
    expect(status).toBe(400)
    expect(json['error']).toMatchObject({ code, message })
  })

  it('keep a zone that a client describes in full', async () => {
    const client = clientOf(smallTenant())
    const timeZone = {
      '@odata.type': '#microsoft.graph.customTimeZone',
      bias: -300,
      name: 'Customized Time Zone',
      standardOffset: { time: '02:00:00.0000000', dayOccurrence: 2, dayOfWeek: 'Sunday', month: 10, year: 0 },
    }
    const { status, json } = await client.patch('/me/mailboxSettings', {
      workingHours: { endTime: '18:30:00.0000000', daysOfWeek: ['Monday'], timeZone },
    })
    expect(status).toBe(200)
    expect(json['workingHours']).toMatchObject({
      daysOfWeek: ['monday'],
      endTime: '18:30:00.0000000',
      timeZone: {
        '@odata.type': '#microsoft.graph.customTimeZone',
        bias: -300,
        name: 'Customized Time Zone',
      },
    })
  })
})
