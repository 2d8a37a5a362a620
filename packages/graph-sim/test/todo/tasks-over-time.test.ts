import { describe, expect, it } from 'vitest'
import { clientOf, type GraphClient, type Json, smallTenant } from '../graph-client.ts'

const lists = '/me/todo/lists'

/** The changes of a round, and the link to the next. */
async function round(client: GraphClient, path: string) {
  const rows: Json[] = []
  for (let link = path; ; ) {
    const { json, status, text } = await client.get(link)
    if (status !== 200) throw new Error(text)
    rows.push(...((json['value'] ?? []) as unknown as Json[]))
    if (json['@odata.deltaLink'] !== undefined) return { rows, next: json['@odata.deltaLink'] as string }
    link = json['@odata.nextLink'] as string
  }
}

describe('changes of To Do', () => {
  it('tell of lists that are made, renamed and deleted', async () => {
    const client = clientOf(smallTenant())
    const first = await round(client, `${lists}/delta`)
    expect(first.rows.map((row) => row['displayName'])).toEqual(['Tasks', 'Flagged Emails', 'Home'])
    expect(first.rows[0]).toMatchObject({
      '@odata.etag': expect.any(String),
      wellknownListName: 'defaultList',
    })
    const made = await client.post(lists, { displayName: 'Harbour' })
    const path = `${lists}/${made.json['id']}`
    const second = await round(client, first.next)
    expect(second.rows).toMatchObject([{ id: made.json['id'], displayName: 'Harbour' }])
    await client.patch(path, { displayName: 'Port' })
    const third = await round(client, second.next)
    expect(third.rows).toMatchObject([{ displayName: 'Port' }])
    await client.delete(path)
    expect((await round(client, third.next)).rows).toMatchObject([
      { id: made.json['id'], '@removed': { reason: 'deleted' } },
    ])
  })

  it('tell of the tasks of a list, page by page, with $select', async () => {
    const client = clientOf(smallTenant())
    const made = await client.post(lists, { displayName: 'Harbour' })
    const tasks = `${lists}/${made.json['id']}/tasks`
    for (const title of ['One', 'Two', 'Three']) await client.post(tasks, { title })
    const page = await client.get(`${tasks}/delta?$select=title`, { prefer: 'odata.maxpagesize=2' })
    expect(page.json['value']).toHaveLength(2)
    const first = await round(client, `${tasks}/delta?$select=title`)
    expect(first.rows.map((row) => row['title']).toSorted()).toEqual(['One', 'Three', 'Two'])
    expect(first.rows[0]).not.toHaveProperty('status')
    await client.patch(`${tasks}/${first.rows[0]?.['id']}`, { title: 'Changed' })
    await client.delete(`${tasks}/${first.rows[1]?.['id']}`)
    const second = await round(client, first.next)
    expect(second.rows).toHaveLength(2)
    expect(second.rows).toContainEqual(expect.objectContaining({ title: 'Changed' }))
    expect(second.rows).toContainEqual(
      expect.objectContaining({ id: first.rows[1]?.['id'], '@removed': { reason: 'deleted' } }),
    )
    expect((await client.get(`${tasks}/delta?$search=x`)).status).toBe(400)
  })
})

describe('tasks that recur', () => {
  const weekly = {
    pattern: { type: 'weekly', interval: 1, daysOfWeek: ['monday'] },
    range: { type: 'numbered', startDate: '2026-11-16', numberOfOccurrences: 2 },
  }

  it('are followed by the next one when they are completed, until the series ends', async () => {
    const client = clientOf(smallTenant())
    const { json: list } = await client.post(lists, { displayName: 'Rounds' })
    const tasks = `${lists}/${list['id']}/tasks`
    const at = (dateTime: string): object => ({ dateTime, timeZone: 'UTC' })
    const first = await client.post(tasks, {
      title: 'Water the plants',
      dueDateTime: at('2026-11-16T00:00:00'),
      reminderDateTime: at('2026-11-16T08:00:00'),
      recurrence: weekly,
      checklistItems: [{ displayName: 'Ficus', isChecked: true }],
    })
    const done = await client.patch(`${tasks}/${first.json['id']}`, { status: 'completed' })
    expect(done.json).toMatchObject({ id: first.json['id'], status: 'completed' })
    expect(done.json).not.toHaveProperty('recurrence')
    const open = async (): Promise<readonly Json[]> =>
      (await client.all(`${tasks}?$filter=status ne 'completed'&$expand=checklistItems`)) as Json[]
    const [next] = await open()
    expect(next).toMatchObject({
      title: 'Water the plants',
      status: 'notStarted',
      dueDateTime: { dateTime: '2026-11-23T00:00:00.0000000' },
      reminderDateTime: { dateTime: '2026-11-23T08:00:00.0000000' },
      recurrence: { pattern: { type: 'weekly' } },
      checklistItems: [{ displayName: 'Ficus', isChecked: false }],
    })
    await client.patch(`${tasks}/${next?.['id']}`, { status: 'completed' })
    expect(await open()).toEqual([])
  })
})

describe('the list of flagged mail', () => {
  async function flaggedList(client: GraphClient): Promise<string> {
    const rows = (await client.all(lists)) as Json[]
    return `${lists}/${rows.find((row) => row['wellknownListName'] === 'flaggedEmails')?.['id']}/tasks`
  }

  it('shows messages that are flagged, and follows their flags', async () => {
    const client = clientOf(smallTenant())
    const tasks = await flaggedList(client)
    const before = await client.all(tasks)
    const { json } = await client.get("/me/messages?$filter=flag/flagStatus eq 'notFlagged'&$top=1")
    const message = json['value']?.[0]
    const flag = (flagStatus: string): object => ({
      flag: { flagStatus, dueDateTime: { dateTime: '2026-11-20T00:00:00', timeZone: 'UTC' } },
    })
    await client.patch(`/me/messages/${message?.['id']}`, flag('flagged'))
    const find = async (): Promise<Json | undefined> =>
      (await client.all(`${tasks}?$expand=linkedResources`)).find(
        (row) => row['title'] === message?.['subject'] && !before.some(({ id }) => id === row['id']),
      )
    expect(await find()).toMatchObject({
      status: 'notStarted',
      dueDateTime: { dateTime: '2026-11-20T00:00:00.0000000' },
      linkedResources: [{ applicationName: 'Outlook', webUrl: message?.['webLink'] }],
    })
    await client.patch(`/me/messages/${message?.['id']}`, flag('complete'))
    expect((await find())?.['status']).toBe('completed')
    await client.patch(`/me/messages/${message?.['id']}`, flag('notFlagged'))
    expect(await find()).toBeUndefined()
  })

  it('completes and takes away the flag of a message with its task', async () => {
    const client = clientOf(smallTenant())
    const tasks = await flaggedList(client)
    const { json } = await client.get("/me/messages?$filter=flag/flagStatus eq 'notFlagged'&$top=1")
    const path = `/me/messages/${json['value']?.[0]?.['id']}`
    const known = new Set((await client.all(tasks)).map((row) => row['id']))
    await client.patch(path, { flag: { flagStatus: 'flagged' } })
    const task = (await client.all(tasks)).find((row) => !known.has(row['id']))
    await client.patch(`${tasks}/${task?.['id']}`, { status: 'completed' })
    expect((await client.get(path)).json['flag']?.['flagStatus']).toBe('complete')
    await client.delete(`${tasks}/${task?.['id']}`)
    expect((await client.get(path)).json['flag']).toEqual({ flagStatus: 'notFlagged' })
  })
})
