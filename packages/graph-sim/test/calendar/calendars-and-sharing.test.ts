import { describe, expect, it } from 'vitest'
import { clientOf } from '../graph-client.ts'
import { at, invite, january, pair } from './meeting-pair.ts'

describe('calendar groups', () => {
  it('begin with that of the mailbox, and hold calendars', async () => {
    const { mine } = await pair()
    const { json } = await mine.get('/me/calendarGroups')
    expect(json['value']?.[0]).toMatchObject({
      name: 'My Calendars',
      classId: '0006f0b7-0000-0000-c000-000000000046',
    })
    const group = await mine.post('/me/calendarGroups', { name: 'Personal events' })
    expect(group.status).toBe(201)
    const path = `/me/calendarGroups/${group.json['id']}`
    const calendar = await mine.post(`${path}/calendars`, { name: 'Running' })
    expect([calendar.status, calendar.json['name']]).toEqual([201, 'Running'])
    const event = await mine.post(`${path}/calendars/${calendar.json['id']}/events`, {
      start: at('2027-01-11T09:00'),
      end: at('2027-01-11T10:00'),
    })
    expect(event.status).toBe(201)
    expect((await mine.get(`${path}/calendars`)).json['value']).toHaveLength(1)
    expect((await mine.patch(path, { name: 'Mine' })).json['name']).toBe('Mine')
    expect((await mine.delete(path)).status).toBe(204)
    expect((await mine.get(`/me/calendars/${calendar.json['id']}`)).status).toBe(404)
    expect((await mine.get(`/me/events/${event.json['id']}`)).status).toBe(404)
  })

  it('do not hold the calendars of others', async () => {
    const { mine } = await pair()
    const [first, second] = (await mine.get('/me/calendarGroups')).json['value'] ?? []
    const main = (await mine.get('/me/calendar')).json['id']
    expect((await mine.get(`/me/calendarGroups/${first?.['id']}/calendars/${main}`)).status).toBe(200)
    expect((await mine.get(`/me/calendarGroups/${second?.['id']}/calendars/${main}`)).status).toBe(404)
    expect((await mine.delete(`/me/calendarGroups/${first?.['id']}`)).status).toBe(400)
  })
})

describe('calendars', () => {
  it('have names of their own, and the default one stays', async () => {
    const { mine } = await pair()
    await mine.post('/me/calendars', { name: 'Volunteer', color: 'LightTeal' })
    const again = await mine.post('/me/calendars', { name: 'volunteer' })
    expect([again.status, again.json['error']?.['code']]).toEqual([409, 'ErrorFolderExists'])
    const main = (await mine.get('/me/calendar')).json['id']
    const gone = await mine.delete(`/me/calendars/${main}`)
    expect([gone.status, gone.json['error']?.['code']]).toEqual([400, 'ErrorDeleteDistinguishedFolder'])
  })

  it('are deleted for good, and found from an event', async () => {
    const both = await pair()
    const made = await invite(both)
    const { json } = await both.mine.get(`/me/events/${made['id']}/calendar`)
    expect(json).toMatchObject({ name: 'Calendar', isDefaultCalendar: true })
    const further = (await both.mine.post('/me/calendars', { name: 'X' })).json['id']
    expect((await both.mine.post(`/me/calendars/${further}/permanentDelete`)).status).toBe(204)
    expect((await both.mine.post(`/me/events/${made['id']}/permanentDelete`)).status).toBe(204)
    expect((await both.mine.get(`/me/events/${made['id']}`)).status).toBe(404)
  })
})

describe('permissions of calendars', () => {
  const list = '/me/calendar/calendarPermissions'

  it('begin with that of the organization, as Microsoft documents it', async () => {
    const { mine } = await pair()
    const { json } = await mine.get(list)
    expect(json['@odata.context']).toMatch(/#users\('[^']+'\)\/calendar\/calendarPermissions$/)
    expect(json['value']).toEqual([
      {
        id: 'RGVmYXVsdA==',
        isRemovable: false,
        isInsideOrganization: true,
        role: 'freeBusyRead',
        allowedRoles: ['none', 'freeBusyRead', 'limitedRead', 'read', 'write'],
        emailAddress: { name: 'My Organization' },
      },
    ])
    expect((await mine.delete(`${list}/RGVmYXVsdA==`)).status).toBe(400)
  })

  it('are given, changed and taken back; outsiders read at most', async () => {
    const { mine, guest } = await pair()
    const emailAddress = { name: guest.displayName, address: guest.mail }
    const given = await mine.post(list, {
      emailAddress,
      isInsideOrganization: true,
      isRemovable: true,
      role: 'read',
    })
    expect(given.status).toBe(200)
    expect(given.json).toMatchObject({
      isRemovable: true,
      isInsideOrganization: true,
      role: 'read',
      emailAddress,
    })
    const one = `${list}/${given.json['id']}`
    expect((await mine.patch(one, { role: 'write' })).json['role']).toBe('write')
    expect((await mine.delete(one)).status).toBe(204)
    expect((await mine.get(one)).status).toBe(404)
    const outsider = await mine.post(list, { emailAddress: { address: 'a@b.example' }, role: 'read' })
    expect(outsider.json['isInsideOrganization']).toBe(false)
    expect((await mine.patch(`${list}/${outsider.json['id']}`, { role: 'write' })).status).toBe(400)
  })

  it('decide what others see of a calendar', async () => {
    const both = await pair()
    const { mine, theirs, guest } = both
    const owner = `/users/${mine.tenant.me.id}`
    await invite(both, { attendees: [], body: { contentType: 'text', content: 'secret' } })
    await invite(both, { attendees: [], subject: 'Doctor', sensitivity: 'private' })
    expect((await theirs.get(`${owner}/events`)).status).toBe(404)
    const { json } = await mine.post(list, { emailAddress: { address: guest.mail }, role: 'limitedRead' })
    const give = (role: string) => mine.patch(`${list}/${json['id']}`, { role })
    const limited = await january(theirs, owner)
    expect(limited.map((row) => row['subject']).toSorted()).toEqual(['Kick-off', 'Private Appointment'])
    expect(limited.some((row) => 'body' in row)).toBe(false)
    await give('read')
    const seen = (await january(theirs, owner)).find((row) => row['subject'] === 'Kick-off')
    expect(seen?.['bodyPreview']).toBe('secret')
    expect((await theirs.patch(`${owner}/events/${seen?.['id']}`, { subject: 'x' })).status).toBe(403)
    expect((await theirs.get(`${owner}/calendar`)).json).toMatchObject({ canEdit: false, canShare: false })
    await give('write')
    expect((await theirs.patch(`${owner}/events/${seen?.['id']}`, { subject: 'x' })).status).toBe(200)
    await give('delegateWithPrivateEventAccess')
    expect((await january(theirs, owner)).map((row) => row['subject']).toSorted()).toEqual(['Doctor', 'x'])
    expect((await theirs.get(`${owner}/calendar/calendarPermissions`)).json['value']).toEqual([])
    expect((await give('none')).status).toBe(400)
    await mine.delete(`${list}/${json['id']}`)
    expect((await theirs.get(`${owner}/calendar/events`)).status).toBe(404)
  })

  it('let others write everything but private events', async () => {
    const both = await pair()
    const { mine, theirs, guest } = both
    const secret = await invite(both, { attendees: [], sensitivity: 'private' })
    const given = await mine.post(list, { emailAddress: { address: guest.mail }, role: 'write' })
    const path = `/users/${mine.tenant.me.id}/events/${secret['id']}`
    expect((await theirs.patch(path, { subject: 'x' })).status).toBe(403)
    const delegate = await mine.patch(`${list}/${given.json['id']}`, {
      role: 'delegateWithPrivateEventAccess',
    })
    expect(delegate.json['allowedRoles']).toEqual([
      'freeBusyRead',
      'limitedRead',
      'read',
      'write',
      'delegateWithoutPrivateEventAccess',
      'delegateWithPrivateEventAccess',
    ])
    expect((await theirs.patch(path, { subject: 'x' })).status).toBe(200)
  })

  it('of further calendars are those that were given, without delegates', async () => {
    const { mine, theirs, guest } = await pair()
    const calendar = (await mine.post('/me/calendars', { name: 'Kids parties' })).json['id']
    const further = `/me/calendars/${calendar}/calendarPermissions`
    expect((await mine.get(further)).json['value']).toEqual([])
    const read = `/users/${mine.tenant.me.id}/calendars/${calendar}/events`
    expect((await theirs.get(read)).status).toBe(404)
    const emailAddress = { address: guest.mail }
    const refused = await mine.post(further, { emailAddress, role: 'delegateWithoutPrivateEventAccess' })
    expect(refused.status).toBe(400)
    expect((await mine.post(further, { emailAddress, role: 'read' })).status).toBe(200)
    expect((await theirs.get(read)).status).toBe(200)
    expect((await theirs.get(`/users/${mine.tenant.me.id}/calendars`)).json['value']).toMatchObject([
      { name: 'Kids parties', canEdit: false, canShare: false, owner: { address: mine.tenant.me.mail } },
    ])
  })

  it('do not replace those of the token', async () => {
    const { mine, guest } = await pair()
    await mine.post(list, { emailAddress: { address: guest.mail }, role: 'read' })
    const { tenant } = mine
    const narrow = clientOf(tenant, tenant.token({ user: guest.id, scopes: ['Calendars.Read'] }))
    expect((await narrow.get(`/users/${tenant.me.id}/events`)).status).toBe(403)
  })
})

describe('calendars of Microsoft 365 groups', () => {
  it('hold events whose organizer is the group', async () => {
    const { mine, guest } = await pair()
    const groups = (await mine.all('/groups')) as readonly { [name: string]: unknown }[]
    const group = groups.find(({ displayName }) => displayName === 'All Company')
    const made = await mine.post(`/groups/${group?.['id']}/events`, {
      subject: 'All hands',
      start: at('2027-01-11T12:00:00', 'Pacific Standard Time'),
      end: at('2027-01-11T14:00:00', 'Pacific Standard Time'),
      attendees: [{ emailAddress: { address: guest.mail }, type: 'required' }],
    })
    expect(made.status).toBe(201)
    expect(made.json['@odata.context']).toMatch(/#groups\('[^']+'\)\/events\/\$entity$/)
    expect(made.json).toMatchObject({
      isOrganizer: true,
      organizer: { emailAddress: { name: 'All Company', address: group?.['mail'] } },
    })
    const path = `/groups/${group?.['id']}`
    expect((await january(mine, path)).map((row) => row['subject'])).toEqual(['All hands'])
    expect((await mine.get(`${path}/calendar`)).json['owner']).toMatchObject({ name: 'All Company' })
    expect((await mine.patch(`${path}/calendar/events/${made.json['id']}`, { subject: 'B' })).status).toBe(
      200,
    )
    expect((await mine.delete(`${path}/events/${made.json['id']}`)).status).toBe(204)
    expect((await mine.get(`${path}/events`)).json['value']).toEqual([])
    expect((await mine.get(`/me/events/${made.json['id']}`)).status).toBe(404)
  })

  it('accept by themselves', async () => {
    const both = await pair()
    const groups = (await both.mine.all('/groups')) as readonly { [name: string]: unknown }[]
    const group = groups.find(({ displayName }) => displayName === 'All Company')
    const made = await invite(both, { attendees: [{ emailAddress: { address: group?.['mail'] } }] })
    const { json } = await both.mine.get(`/me/events/${made['id']}`)
    expect(json['attendees']?.[0]?.['status']?.['response']).toBe('accepted')
    expect(await january(both.mine, `/groups/${group?.['id']}`)).toHaveLength(1)
  })

  it('are closed to who is not in a private group, and security groups have none', async () => {
    const { mine } = await pair()
    const groups = (await mine.all('/groups')) as readonly { [name: string]: unknown }[]
    const isMine = new Set(
      ((await mine.all('/me/memberOf')) as readonly { [name: string]: unknown }[]).map(({ id }) => id),
    )
    const strange = groups.find(({ id, visibility }) => visibility === 'Private' && !isMine.has(id))
    if (strange !== undefined) expect((await mine.get(`/groups/${strange['id']}/events`)).status).toBe(403)
    const security = groups.find(({ mailEnabled }) => mailEnabled === false)
    expect((await mine.get(`/groups/${security?.['id']}/events`)).status).toBe(404)
  })
})
