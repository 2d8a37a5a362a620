import { describe, expect, it } from 'vitest'
import { clientOf, type GraphClient, type Json, smallTenant } from '../graph-client.ts'

const lists = '/me/todo/lists'

async function newTask(
  client: GraphClient,
  body: Record<string, unknown>,
): Promise<{ path: string; json: Json }> {
  const { status, json } = await client.post(`${lists}/Tasks/tasks`, body)
  expect(status).toBe(201)
  return { path: `${lists}/Tasks/tasks/${json['id']}`, json }
}

describe('task lists', () => {
  it('begin with the two that every mailbox has, which can be neither renamed nor deleted', async () => {
    const client = clientOf(smallTenant())
    const answer = await client.get(lists)
    const [first, second] = answer.json['value'] as unknown as Json[]
    expect(answer.json['@odata.context']).toContain("/$metadata#users('")
    expect(first).toMatchObject({
      displayName: 'Tasks',
      wellknownListName: 'defaultList',
      isOwner: true,
      isShared: false,
    })
    expect(second).toMatchObject({ displayName: 'Flagged Emails', wellknownListName: 'flaggedEmails' })
    const path = `${lists}/${first?.['id']}`
    expect((await client.patch(path, { displayName: 'Mine' })).json['error']?.['code']).toBe('invalidRequest')
    expect((await client.delete(path)).status).toBe(400)
  })

  it('are created, renamed under If-Match and deleted with their tasks', async () => {
    const client = clientOf(smallTenant())
    const made = await client.post(lists, { displayName: 'Harbour' })
    expect(made.status).toBe(201)
    expect(made.json).toMatchObject({ displayName: 'Harbour', wellknownListName: 'none' })
    const path = `${lists}/${made.json['id']}`
    const etag = { 'if-match': made.json['@odata.etag'] as string }
    expect((await client.patch(path, { displayName: 'Port' }, etag)).json['displayName']).toBe('Port')
    expect((await client.patch(path, { displayName: 'Quay' }, etag)).status).toBe(412)
    const task = await client.post(`${path}/tasks`, { title: 'Paint' })
    expect((await client.delete(path)).status).toBe(204)
    expect((await client.get(path)).status).toBe(404)
    expect((await client.get(`${path}/tasks/${task.json['id']}`)).status).toBe(404)
  })

  it('need a name, are filtered by it but not by their kind, and take no $select', async () => {
    const client = clientOf(smallTenant())
    expect((await client.post(lists, {})).status).toBe(400)
    const found = await client.all(`${lists}?$filter=startswith(displayName,'Fla')`)
    expect(found.map((row) => row['displayName'])).toEqual(['Flagged Emails'])
    for (const query of ["$filter=wellknownListName eq 'defaultList'", '$select=displayName']) {
      const refused = await client.get(`${lists}?${query}`)
      expect(refused.status).toBe(400)
      expect(refused.json['error']).toMatchObject({ code: 'invalidRequest', message: 'Invalid request' })
    }
  })

  it('refuse ids that are malformed as invalid requests', async () => {
    const client = clientOf(smallTenant())
    expect((await client.get(`${lists}/nonsense`)).json['error']?.['code']).toBe('invalidRequest')
  })
})

describe('tasks', () => {
  it('come 50 at a time, the newest first, and the same from the same seed', async () => {
    const [a, b] = [clientOf(smallTenant()), clientOf(smallTenant())]
    for (let i = 0; i < 30; i++) await a.post(`${lists}/Tasks/tasks`, { title: `Step ${i}` })
    const page = await a.get(`${lists}/Tasks/tasks`)
    expect(page.json['value']).toHaveLength(50)
    expect(page.json['value']?.[0]?.['title']).toBe('Step 29')
    expect(page.json['@odata.nextLink']).toContain('$skip=50')
    const all = await a.all(`${lists}/Tasks/tasks`)
    expect(all.slice(30)).toEqual(await b.all(`${lists}/Tasks/tasks`))
  })

  it('are created with body, due date, reminder and recurrence, and leave out what is not set', async () => {
    const client = clientOf(smallTenant())
    const plain = await newTask(client, { title: 'Call the pilot' })
    expect(plain.json).toMatchObject({
      status: 'notStarted',
      importance: 'normal',
      isReminderOn: false,
      hasAttachments: false,
    })
    expect(Object.keys(plain.json)).not.toContain('dueDateTime')
    const full = await newTask(client, {
      title: 'Weekly report',
      body: { content: '<b>All</b>', contentType: 'html' },
      importance: 'High',
      categories: ['Important'],
      dueDateTime: { dateTime: '2026-11-20T09:00:00', timeZone: 'W. Europe Standard Time' },
      reminderDateTime: { dateTime: '2026-11-20T08:15', timeZone: 'UTC' },
      recurrence: {
        pattern: { type: 'weekly', interval: 1, daysOfWeek: ['friday'] },
        range: { type: 'noEnd' },
      },
    })
    expect(full.json).toMatchObject({
      importance: 'high',
      isReminderOn: true,
      categories: ['Important'],
      body: { content: '<b>All</b>', contentType: 'html' },
      bodyLastModifiedDateTime: '2026-11-18T10:00:00Z',
      dueDateTime: { dateTime: '2026-11-20T08:00:00.0000000', timeZone: 'UTC' },
      reminderDateTime: { dateTime: '2026-11-20T08:15:00.0000000', timeZone: 'UTC' },
      recurrence: { pattern: { type: 'weekly' }, range: { type: 'noEnd', startDate: '2026-11-20' } },
    })
    const local = await client.get(full.path, { prefer: 'outlook.timezone="W. Europe Standard Time"' })
    expect(local.json['dueDateTime']).toEqual({
      dateTime: '2026-11-20T09:00:00.0000000',
      timeZone: 'W. Europe Standard Time',
    })
  })

  it('are completed with the day of that, reopened, changed under If-Match and deleted', async () => {
    const client = clientOf(smallTenant())
    const { path, json } = await newTask(client, {
      title: 'Paint',
      dueDateTime: { dateTime: '2026-12-01', timeZone: 'UTC' },
    })
    const done = await client.patch(
      path,
      { status: 'completed', dueDateTime: null },
      { 'if-match': json['@odata.etag'] as string },
    )
    expect(done.json).toMatchObject({
      status: 'completed',
      completedDateTime: { dateTime: '2026-11-18T00:00:00.0000000', timeZone: 'UTC' },
    })
    expect(done.json['dueDateTime']).toBeUndefined()
    expect(
      (await client.patch(path, { title: 'x' }, { 'if-match': json['@odata.etag'] as string })).status,
    ).toBe(412)
    const open = await client.patch(path, { status: 'inProgress' })
    expect(open.json['completedDateTime']).toBeUndefined()
    expect((await client.delete(path)).status).toBe(204)
    expect((await client.get(path)).status).toBe(404)
  })

  it('are filtered by status and time, sorted, counted, and refuse $select', async () => {
    const client = clientOf(smallTenant())
    const open = await client.all(
      `${lists}/Tasks/tasks?$filter=status ne 'completed'&$orderby=createdDateTime desc`,
    )
    const done = await client.all(`${lists}/Tasks/tasks?$filter=status eq 'completed'`)
    const all = await client.get(`${lists}/Tasks/tasks?$count=true&$top=1`)
    expect(open.length).toBeGreaterThan(0)
    expect(done.length).toBeGreaterThan(0)
    expect(all.json['@odata.count']).toBe(open.length + done.length)
    const count = await client.get(`${lists}/Tasks/tasks/$count?$filter=status eq 'completed'`)
    expect(count.text).toBe(String(done.length))
    expect((await client.get(`${lists}/$count`)).text).toBe('3')
    const times = open.map((row) => String(row['createdDateTime']))
    expect(times).toEqual(times.toSorted().toReversed())
    const due = await client.all(
      `${lists}/Tasks/tasks?$filter=dueDateTime/dateTime lt '2026-11-18T00:00:00'&$orderby=dueDateTime/dateTime`,
    )
    expect(due.length).toBeGreaterThan(0)
    expect(due.every((row) => String(row['dueDateTime']?.['dateTime']) < '2026-11-18')).toBe(true)
    expect((await client.get(`${lists}/Tasks/tasks?$select=title`)).status).toBe(400)
    expect((await client.get(`${lists}/Tasks/tasks/${open[0]?.['id']}?$select=title`)).status).toBe(400)
  })

  it('are found in their own list only', async () => {
    const client = clientOf(smallTenant())
    const { json } = await newTask(client, { title: 'Paint' })
    const other = await client.post(lists, { displayName: 'Other' })
    const refused = await client.get(`${lists}/${other.json['id']}/tasks/${json['id']}`)
    expect(refused.status).toBe(400)
    expect(refused.json['error']?.['message']).toContain('does not contain a Task')
  })

  it('refuse a missing title, unknown members, wrong types and zones that do not exist', async () => {
    const client = clientOf(smallTenant())
    for (const body of [
      {},
      { title: 'x', subject: 'y' },
      { title: 3 },
      { title: 'x', dueDateTime: { dateTime: 'soon', timeZone: 'UTC' } },
      { title: 'x', dueDateTime: { dateTime: '2026-12-01', timeZone: 'Atlantis' } },
    ])
      expect((await client.post(`${lists}/Tasks/tasks`, body)).status).toBe(400)
  })
})

describe('the parts of a task', () => {
  it('are steps, which are checked with the time of that, and links; both come with $expand', async () => {
    const client = clientOf(smallTenant())
    const { path, json } = await newTask(client, {
      title: 'Move',
      linkedResources: [{ webUrl: 'https://crm.example/1', applicationName: 'CRM', displayName: 'Case 1' }],
    })
    expect(json['linkedResources']).toMatchObject([{ id: expect.any(String), applicationName: 'CRM' }])
    expect(json).not.toHaveProperty('checklistItems')
    const step = await client.post(`${path}/checklistItems`, { displayName: 'Pack' })
    expect(step.json).toMatchObject({
      displayName: 'Pack',
      isChecked: false,
      createdDateTime: '2026-11-18T10:00:00Z',
    })
    const checked = await client.patch(`${path}/checklistItems/${step.json['id']}`, { isChecked: true })
    expect(checked.json['checkedDateTime']).toBe('2026-11-18T10:00:00Z')
    const whole = await client.get(`${path}?$expand=attachments,checklistItems,linkedResources`)
    expect(whole.json['attachments']).toEqual([])
    expect(whole.json['checklistItems']).toHaveLength(1)
    expect(whole.json['linkedResources']?.[0]).toMatchObject({ applicationName: 'CRM', externalId: null })
    expect((await client.delete(`${path}/checklistItems/${step.json['id']}`)).status).toBe(204)
    expect((await client.get(`${path}/checklistItems`)).json['value']).toEqual([])
  })

  it('are linked resources that are created, changed and deleted on their own', async () => {
    const client = clientOf(smallTenant())
    const { path } = await newTask(client, { title: 'Move' })
    const link = await client.post(`${path}/linkedResources`, { applicationName: 'CRM', externalId: '7' })
    expect(link.status).toBe(201)
    const one = `${path}/linkedResources/${link.json['id']}`
    expect((await client.patch(one, { displayName: 'Case 7' })).json).toMatchObject({
      displayName: 'Case 7',
      externalId: '7',
    })
    expect((await client.get(one)).json['@odata.context']).toContain('/linkedResources/$entity')
    expect((await client.delete(one)).status).toBe(204)
    expect((await client.get(one)).status).toBe(404)
  })
})

describe('permissions for tasks', () => {
  it('let Tasks.Read read only, and apps reach other people with their own permission', async () => {
    const tenant = smallTenant()
    const reader = clientOf(tenant, tenant.token({ scopes: ['Tasks.Read'] }))
    expect((await reader.get(lists)).status).toBe(200)
    expect((await reader.post(lists, { displayName: 'x' })).status).toBe(403)
    const app = clientOf(tenant, tenant.token({ roles: ['Tasks.Read.All'] }))
    expect((await app.get(`/users/${tenant.me.id}/todo/lists`)).status).toBe(200)
  })
})
