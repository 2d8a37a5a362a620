import { describe, expect, it } from 'vitest'
import { clientOf, type GraphClient, type Json, smallTenant } from '../graph-client.ts'

const root = 'https://graph.microsoft.com/v1.0'
const fresh = (): GraphClient => clientOf(smallTenant())
const shown = { prefer: 'return=representation' }

async function myPlan(client: GraphClient): Promise<Json> {
  const [plan] = await client.all('/me/planner/plans')
  return plan as Json
}

async function newTask(client: GraphClient, more: Record<string, unknown> = {}): Promise<Json> {
  const plan = await myPlan(client)
  const { status, json } = await client.post('/planner/tasks', {
    planId: plan['id'],
    title: 'Update client list',
    ...more,
  })
  expect(status).toBe(201)
  return json
}

const ifMatch = (row: Json): Record<string, string> => ({ 'if-match': String(row['@odata.etag']) })

describe('plans', () => {
  it('are made in a Microsoft 365 group by one of its members', async () => {
    const client = fresh()
    const { json: group } = await client.post('/groups', {
      displayName: 'Pilots',
      mailNickname: 'pilots',
      mailEnabled: true,
      securityEnabled: false,
      groupTypes: ['Unified'],
    })
    const body = { container: { url: `${root}/groups/${group['id']}` }, title: 'Harbour' }
    const outside = await client.post('/planner/plans', body)
    expect([outside.status, outside.json['error']?.['code']]).toEqual([403, ''])
    await client.post(`/groups/${group['id']}/members/$ref`, {
      '@odata.id': `${root}/directoryObjects/${client.tenant.me.id}`,
    })
    const made = await client.post('/planner/plans', body)
    expect([made.status, made.json]).toMatchObject([
      201,
      {
        '@odata.context': `${root}/$metadata#planner/plans/$entity`,
        title: 'Harbour',
        owner: group['id'],
        container: {
          containerId: group['id'],
          type: 'group',
          url: `https://graph.microsoft.com/v1.0/groups/${group['id']}`,
        },
        createdBy: { user: { id: client.tenant.me.id } },
      },
    ])
    expect(made.json['id']).toMatch(/^[\w-]{28}$/)
    const { json } = await client.get(`/groups/${group['id']}/planner/plans`)
    expect(json).toMatchObject({
      '@odata.context': `${root}/$metadata#Collection(microsoft.graph.plannerPlan)`,
      '@odata.count': 1,
      value: [{ id: made.json['id'] }],
    })
  })

  it('keep who they are shared with and what their categories mean', async () => {
    const client = fresh()
    const path = `/planner/plans/${(await myPlan(client))['id']}/details`
    const before = await client.get(path)
    const other = client.tenant.users[0]?.id ?? ''
    const change = { sharedWith: { [other]: true }, categoryDescriptions: { category1: 'Indoors' } }
    expect((await client.patch(path, change, ifMatch(before.json))).status).toBe(204)
    const { json } = await client.get(path)
    expect(json).toMatchObject(change)
    const wrong = await client.patch(path, { categoryDescriptions: { category26: 'x' } }, ifMatch(json))
    expect(wrong.status).toBe(400)
  })

  it('are closed to those who are not in the group, and unknown ids name nothing', async () => {
    const client = fresh()
    const plan = await myPlan(client)
    const members = await client.all(`/groups/${plan['owner']}/members`)
    const inside = new Set(members.map((row) => row['id'] as string))
    const outsider = client.tenant.users.find(({ id }) => !inside.has(id))
    const theirs = clientOf(client.tenant, client.tenant.token({ user: outsider?.id ?? '' }))
    const denied = await theirs.get(`/planner/plans/${plan['id']}`)
    expect([denied.status, denied.json['error']]).toMatchObject([
      403,
      { code: '', message: 'You do not have the required permissions to access this item.' },
    ])
    const nothing = await client.get('/planner/tasks/01gzSlKkIUSUl6DF_EilrmQAKDhh')
    expect([nothing.status, nothing.json['error']]).toMatchObject([
      404,
      { code: '', message: 'The requested item is not found.' },
    ])
  })

  it('go with their group', async () => {
    const client = fresh()
    const plan = await myPlan(client)
    await client.delete(`/groups/${plan['owner']}`)
    expect((await client.get(`/planner/plans/${plan['id']}`)).status).toBe(404)
  })
})

describe('changes in Planner', () => {
  it('need If-Match, with an etag of the same thing', async () => {
    const client = fresh()
    const task = await newTask(client)
    const path = `/planner/tasks/${task['id']}`
    const missing = await client.patch(path, { title: 'B' })
    expect([missing.status, missing.json['error']]).toMatchObject([
      412,
      { code: '', message: 'The If-Match header must be specified for this kind of request.' },
    ])
    const { json: details } = await client.get(`${path}/details`)
    for (const tag of ['x', '*', String(details['@odata.etag'])]) {
      const { status, json } = await client.patch(path, { title: 'B' }, { 'if-match': tag })
      expect([status, json['error']?.['message']]).toEqual([
        400,
        'The If-Match header contains an invalid value.',
      ])
    }
    expect((await client.delete(path)).status).toBe(412)
    expect((await client.delete(path, ifMatch(task))).status).toBe(204)
    expect((await client.get(path)).status).toBe(404)
  })

  it('answer 204, and the result when it is preferred', async () => {
    const client = fresh()
    const task = await newTask(client)
    const path = `/planner/tasks/${task['id']}`
    const quiet = await client.patch(path, { title: 'B' }, ifMatch(task))
    expect([quiet.status, quiet.text]).toEqual([204, ''])
    const { json } = await client.get(path)
    expect(json['title']).toBe('B')
    const loud = await client.patch(path, { title: 'C' }, { ...ifMatch(json), ...shown })
    expect([loud.status, loud.json['title']]).toEqual([200, 'C'])
    expect(loud.headers.get('preference-applied')).toBe('return=representation')
    expect(String(loud.json['@odata.etag']) > String(json['@odata.etag'])).toBe(true)
  })

  it('to an older version pass unless they touch what has changed since', async () => {
    const client = fresh()
    const task = await newTask(client)
    const path = `/planner/tasks/${task['id']}`
    await client.patch(path, { title: 'B' }, ifMatch(task))
    expect((await client.patch(path, { priority: 1 }, ifMatch(task))).status).toBe(204)
    const conflict = await client.patch(path, { title: 'C' }, ifMatch(task))
    expect([conflict.status, conflict.json['error']?.['code']]).toEqual([409, ''])
    expect((await client.get(path)).json).toMatchObject({ title: 'B', priority: 1 })
  })
})

describe('tasks', () => {
  it('are made with defaults, in a bucket of their plan', async () => {
    const client = fresh()
    const plan = await myPlan(client)
    const [bucket] = await client.all(`/planner/plans/${plan['id']}/buckets`)
    const assignee = client.tenant.me.id
    const task = await newTask(client, {
      bucketId: bucket?.['id'],
      assignments: {
        [assignee]: { '@odata.type': '#microsoft.graph.plannerAssignment', orderHint: ' !' },
      },
    })
    expect(task).toMatchObject({
      '@odata.context': `${root}/$metadata#planner/tasks/$entity`,
      planId: plan['id'],
      bucketId: bucket?.['id'],
      percentComplete: 0,
      priority: 5,
      completedDateTime: null,
      createdBy: { user: { id: assignee } },
      assignments: {
        [assignee]: {
          '@odata.type': '#microsoft.graph.plannerAssignment',
          assignedBy: { user: { id: assignee } },
        },
      },
    })
    expect(String(task['assignments']?.[assignee]?.['orderHint'])).not.toContain(' ')
    const inBucket = await client.all(`/planner/buckets/${bucket?.['id']}/tasks`)
    expect(inBucket.map((row) => row['id'])).toContain(task['id'])
    const mine = await client.all('/me/planner/tasks')
    expect(mine.map((row) => row['id'])).toContain(task['id'])
  })

  it.each([
    ['without a title', { title: '' }],
    ['in a bucket of another plan', { bucketId: 'hsOf2dhOJkqyYYZEtdzDe2QAIUCR' }],
    [
      'starting after they are due',
      { startDateTime: '2026-12-02T00:00:00Z', dueDateTime: '2026-12-01T00:00:00Z' },
    ],
    ['with a hint that the service gave out', { orderHint: '85752723360752+' }],
    ['with an assignment that does not say its type', { assignments: { x: { orderHint: ' !' } } }],
    ['beyond 100 percent', { percentComplete: 101 }],
  ])('%s are refused with 400', async (_name, more) => {
    const client = fresh()
    const plan = await myPlan(client)
    const { status, json } = await client.post('/planner/tasks', { planId: plan['id'], title: 'A', ...more })
    expect([status, json['error']?.['code']]).toEqual([400, ''])
  })

  it('are completed at 100 percent, by whoever did it', async () => {
    const client = fresh()
    const task = await newTask(client)
    const path = `/planner/tasks/${task['id']}`
    await client.patch(path, { percentComplete: 100 }, ifMatch(task))
    const { json } = await client.get(path)
    expect(json['completedBy']?.['user']?.['id']).toBe(client.tenant.me.id)
    expect(json['completedDateTime']).not.toBeNull()
    await client.patch(path, { percentComplete: 50 }, ifMatch(json))
    expect((await client.get(path)).json['completedDateTime']).toBeNull()
  })

  it('take people and categories on and off', async () => {
    const client = fresh()
    const [a, b] = client.tenant.users.map(({ id }) => id)
    const type = { '@odata.type': '#microsoft.graph.plannerAssignment', orderHint: ' !' }
    const task = await newTask(client, {
      assignments: { [a ?? '']: type },
      appliedCategories: { category3: true },
    })
    const change = {
      assignments: { [a ?? '']: null, [b ?? '']: type },
      appliedCategories: { category3: false, category4: true },
    }
    const { json } = await client.patch(`/planner/tasks/${task['id']}`, change, {
      ...ifMatch(task),
      ...shown,
    })
    expect(Object.keys(json['assignments'] ?? {})).toEqual([b])
    expect(json['appliedCategories']).toEqual({ category4: true })
  })

  it('have details, whose parts are counted in the task', async () => {
    const client = fresh()
    const task = await newTask(client)
    const path = `/planner/tasks/${task['id']}/details`
    const before = await client.get(path)
    expect(before.json).toMatchObject({
      '@odata.context': `${root}/$metadata#planner/tasks('${task['id']}')/details/$entity`,
      description: '',
      references: {},
      checklist: {},
    })
    const id = '95e27074-6c4a-447a-aa24-9d718a0b86fa'
    const link = 'http%3A//developer%2Emicrosoft%2Ecom'
    const change = {
      previewType: 'noPreview',
      description: 'As discussed',
      references: {
        [link]: {
          '@odata.type': 'microsoft.graph.plannerExternalReference',
          alias: 'Documentation',
          previewPriority: ' !',
          type: 'Other',
        },
      },
      checklist: {
        [id]: { '@odata.type': 'microsoft.graph.plannerChecklistItem', title: 'Step', isChecked: true },
      },
    }
    const { status, json } = await client.patch(path, change, { ...ifMatch(before.json), ...shown })
    expect([status, json]).toMatchObject([
      200,
      {
        references: {
          [link]: { '@odata.type': '#microsoft.graph.plannerExternalReference', alias: 'Documentation' },
        },
        checklist: { [id]: { '@odata.type': '#microsoft.graph.plannerChecklistItem', isChecked: true } },
      },
    ])
    expect((await client.get(`/planner/tasks/${task['id']}?$expand=details`)).json).toMatchObject({
      hasDescription: true,
      previewType: 'noPreview',
      referenceCount: 1,
      checklistItemCount: 1,
      activeChecklistItemCount: 0,
      details: { description: 'As discussed' },
    })
    const removal = await client.patch(path, { checklist: { [id]: null } }, { ...ifMatch(json), ...shown })
    expect(removal.json['checklist']).toEqual({})
  })

  it.each([
    ['assignedToTaskBoardFormat', { unassignedOrderHint: ' !', orderHintsByAssignee: { a: ' !' } }],
    ['bucketTaskBoardFormat', { orderHint: ' !' }],
    ['progressTaskBoardFormat', { orderHint: ' !' }],
  ])('stand somewhere on a board: %s', async (board, change) => {
    const client = fresh()
    const task = await newTask(client)
    const path = `/planner/tasks/${task['id']}/${board}`
    const before = await client.get(path)
    expect([before.status, before.json['id']]).toEqual([200, task['id']])
    expect((await client.patch(path, change)).status).toBe(412)
    const { status, json } = await client.patch(path, change, { ...ifMatch(before.json), ...shown })
    expect([status, Object.keys(change).every((name) => json[name] !== undefined)]).toEqual([200, true])
  })
})

describe('order hints', () => {
  it('become short values that sort where they say', async () => {
    const client = fresh()
    const plan = await myPlan(client)
    const add = async (name: string, orderHint: string): Promise<string> => {
      const { json } = await client.post('/planner/buckets', { planId: plan['id'], name, orderHint })
      return String(json['orderHint'])
    }
    const first = await add('A', ' !')
    const above = await add('B', `  !!`)
    const below = await add('C', ' ! !')
    expect([above, first, below].toSorted()).toEqual([above, first, below])
    const between = await add('D', `${above} ${first}!`)
    expect([above, between, first].toSorted()).toEqual([above, between, first])
  })
})
