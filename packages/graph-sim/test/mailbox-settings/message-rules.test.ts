import { describe, expect, it } from 'vitest'
import { clientOf, type GraphClient, type Json, smallTenant } from '../graph-client.ts'

const rules = '/me/mailFolders/inbox/messageRules'

/** Sends the main user a message of their own and returns it where it lies afterwards. */
async function arrive(client: GraphClient, message: Record<string, unknown>): Promise<readonly Json[]> {
  const address = client.tenant.me.mail
  const sent = await client.post('/me/sendMail', {
    message: { toRecipients: [{ emailAddress: { address } }], ...message },
    saveToSentItems: false,
  })
  expect(sent.status).toBe(202)
  return client.all(`/me/messages?$filter=subject eq '${message['subject']}'`)
}

describe('the rules of an inbox', () => {
  it('are created, listed by sequence, changed and deleted', async () => {
    const client = clientOf(smallTenant())
    const second = await client.post(rules, { displayName: 'Second', sequence: 2, actions: { delete: true } })
    expect(second.status).toBe(201)
    expect(second.json).toMatchObject({ isEnabled: false, hasError: false, isReadOnly: false, sequence: 2 })
    expect(second.json['@odata.context']).toContain("/mailFolders('inbox')/messageRules/$entity")
    await client.post(rules, {
      displayName: 'First',
      sequence: 1,
      isEnabled: true,
      actions: { markAsRead: true },
    })
    expect((await client.all(rules)).map((rule) => rule['displayName'])).toEqual(['First', 'Second'])
    const one = `${rules}/${encodeURIComponent(second.json['id'] as string)}`
    const changed = await client.patch(one, { sequence: 0, conditions: { subjectContains: ['x'] } })
    expect(changed.json).toMatchObject({ displayName: 'Second', conditions: { subjectContains: ['x'] } })
    expect((await client.all(rules)).map((rule) => rule['displayName'])).toEqual(['Second', 'First'])
    expect((await client.delete(one)).status).toBe(204)
    expect((await client.get(one)).status).toBe(404)
  })

  it('need a name, a sequence and actions, and folders that exist', async () => {
    const client = clientOf(smallTenant())
    for (const body of [
      { sequence: 1, actions: { delete: true } },
      { displayName: 'x', actions: { delete: true } },
      { displayName: 'x', sequence: 1 },
      { displayName: 'x', sequence: 1, actions: {} },
      { displayName: 'x', sequence: 1, actions: { moveToFolder: 'nowhere' } },
      { displayName: 'x', sequence: 1, actions: { explode: true } },
    ])
      expect((await client.post(rules, body)).status).toBe(400)
    expect((await client.get('/me/mailFolders/drafts/messageRules')).status).toBe(400)
    expect(await client.all(rules)).toEqual([])
  })

  it('move, mark and categorise messages that arrive afterwards', async () => {
    const client = clientOf(smallTenant())
    const folder = await client.post('/me/mailFolders', { displayName: 'Harbour' })
    await client.post(rules, {
      displayName: 'Harbour',
      sequence: 1,
      isEnabled: true,
      conditions: { subjectContains: ['harbour'], bodyContains: ['crane'] },
      exceptions: { importance: 'low' },
      actions: {
        moveToFolder: folder.json['id'],
        markAsRead: true,
        assignCategories: ['Customer'],
        markImportance: 'high',
      },
    })
    const body = { contentType: 'html', content: '<p>The <b>Crane</b> moves</p>' }
    const [moved] = await arrive(client, { subject: 'Harbour news', body })
    expect(moved).toMatchObject({
      parentFolderId: folder.json['id'],
      isRead: true,
      categories: ['Customer'],
      importance: 'high',
    })
    const inbox = await client.get('/me/mailFolders/inbox')
    const [kept] = await arrive(client, { subject: 'Harbour gossip', body, importance: 'low' })
    expect(kept).toMatchObject({ parentFolderId: inbox.json['id'], isRead: false })
    const [other] = await arrive(client, {
      subject: 'Harbour plans',
      body: { contentType: 'text', content: 'No' },
    })
    expect(other).toMatchObject({ parentFolderId: inbox.json['id'], categories: [] })
  })

  it('copy, delete and stop in the order of their sequence; those that are off do nothing', async () => {
    const client = clientOf(smallTenant())
    const make = (sequence: number, actions: Record<string, unknown>, isEnabled = true): Promise<unknown> =>
      client.post(rules, { displayName: `Rule ${sequence}`, sequence, isEnabled, actions })
    await make(1, { permanentDelete: true }, false)
    await make(2, { copyToFolder: 'archive', stopProcessingRules: true })
    await make(3, { delete: true })
    const archive = await client.get('/me/mailFolders/archive')
    const inbox = await client.get('/me/mailFolders/inbox')
    const both = await arrive(client, { subject: 'Twice' })
    expect(both.map((row) => row['parentFolderId']).toSorted()).toEqual(
      [archive.json['id'], inbox.json['id']].toSorted(),
    )
    const [first] = await client.all(rules)
    await client.patch(`${rules}/${encodeURIComponent(first?.['id'] as string)}`, { isEnabled: true })
    expect(await arrive(client, { subject: 'Gone' })).toEqual([])
  })

  it('know who sent a message and to whom', async () => {
    const client = clientOf(smallTenant())
    const address = client.tenant.me.mail
    await client.post(rules, {
      displayName: 'Mine',
      sequence: 1,
      isEnabled: true,
      conditions: {
        fromAddresses: [{ emailAddress: { address } }],
        sentOnlyToMe: true,
        hasAttachments: false,
        isEncrypted: false,
        withinSizeRange: { minimumSize: 0, maximumSize: 64 },
      },
      actions: { assignCategories: ['Mine'] },
    })
    expect((await arrive(client, { subject: 'Alone' }))[0]?.['categories']).toEqual(['Mine'])
    const ccRecipients = [{ emailAddress: { address: 'a@elsewhere.example' } }]
    expect((await arrive(client, { subject: 'Together', ccRecipients }))[0]?.['categories']).toEqual([])
  })

  it('are marked as faulty when their folder is gone, and the message stays in the inbox', async () => {
    const client = clientOf(smallTenant())
    const folder = await client.post('/me/mailFolders', { displayName: 'Soon gone' })
    const actions = { moveToFolder: folder.json['id'] }
    await client.post(rules, { displayName: 'Move', sequence: 1, isEnabled: true, actions })
    await client.delete(`/me/mailFolders/${folder.json['id']}`)
    await client.delete(`/me/mailFolders/${folder.json['id']}`)
    const inbox = await client.get('/me/mailFolders/inbox')
    expect((await arrive(client, { subject: 'Still here' }))[0]?.['parentFolderId']).toBe(inbox.json['id'])
    expect((await client.all(rules))[0]?.['hasError']).toBe(true)
  })
})
