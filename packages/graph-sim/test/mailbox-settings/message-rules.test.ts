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

describe('rules that send', () => {
  /** A tenant whose main user forwards what arrives, and the two colleagues to whom. */
  async function forwarding(actions: (address: (i: number) => object[]) => object) {
    const client = clientOf(smallTenant())
    const others = client.tenant.users.filter(({ id }) => id !== client.tenant.me.id)
    const address = (i: number): object[] => [{ emailAddress: { address: others[i]?.mail } }]
    await client.post(rules, { displayName: 'On', sequence: 1, isEnabled: true, actions: actions(address) })
    const inboxOf = (i: number): string => `/users/${others[i]?.id}/mailFolders/inbox/messages`
    return { client, others, inboxOf }
  }

  it('forward in the name of the mailbox, with what they quote and what is attached', async () => {
    const { client, inboxOf } = await forwarding((address) => ({ forwardTo: address(0) }))
    const attachments = [
      { '@odata.type': '#microsoft.graph.fileAttachment', name: 'a.txt', contentBytes: 'AAEC' },
    ]
    await arrive(client, { subject: 'Crane', body: { content: 'On Tuesday' }, attachments })
    const { json } = await client.get(`${inboxOf(0)}?$top=1`)
    expect(json['value']?.[0]).toMatchObject({
      subject: 'Fw: Crane',
      from: { emailAddress: { address: client.tenant.me.mail } },
      hasAttachments: true,
      isRead: false,
    })
    expect(json['value']?.[0]?.['body']?.['content']).toContain('On Tuesday')
  })

  it('forward as an attachment that is the message, and redirect the message as it is', async () => {
    const { client, inboxOf } = await forwarding((address) => ({
      forwardAsAttachmentTo: address(0),
      redirectTo: address(1),
    }))
    const [original] = await arrive(client, { subject: 'Crane' })
    const [forwarded] = (await client.get(`${inboxOf(0)}?$top=1&$expand=attachments`)).json['value'] ?? []
    expect(forwarded).toMatchObject({
      subject: 'Fw: Crane',
      attachments: [{ '@odata.type': '#microsoft.graph.itemAttachment', name: 'Crane' }],
    })
    const [redirected] = (await client.get(`${inboxOf(1)}?$top=1`)).json['value'] ?? []
    expect(redirected).toMatchObject({
      subject: 'Crane',
      from: original?.['from'],
      toRecipients: original?.['toRecipients'],
    })
  })

  it('do not pass a message on that they have passed on before', async () => {
    const { client, others, inboxOf } = await forwarding((address) => ({ redirectTo: address(0) }))
    const back = [{ emailAddress: { address: client.tenant.me.mail } }]
    await client.post(`/users/${others[0]?.id}/mailFolders/inbox/messageRules`, {
      displayName: 'Back',
      sequence: 1,
      isEnabled: true,
      actions: { redirectTo: back },
    })
    const theirs = clientOf(client.tenant, client.tenant.token({ user: others[0]?.id ?? '' }))
    await theirs.post('/me/mailFolders/inbox/messageRules', {
      displayName: 'Back',
      sequence: 1,
      isEnabled: true,
      actions: { redirectTo: back },
    })
    expect(await arrive(client, { subject: 'Round' })).toHaveLength(2)
    expect(await client.all(`${inboxOf(0)}?$filter=subject eq 'Round'`)).toHaveLength(1)
  })
})

describe('automatic replies', () => {
  it('answer each sender once, within their window, until they are set up anew', async () => {
    const tenant = smallTenant()
    const client = clientOf(tenant, tenant.token({ expiresIn: 86_400 }))
    const sender = tenant.users.find(({ id }) => id !== tenant.me.id)
    const theirs = clientOf(tenant, tenant.token({ user: sender?.id ?? '', expiresIn: 86_400 }))
    const away = {
      automaticRepliesSetting: {
        status: 'scheduled',
        scheduledStartDateTime: { dateTime: '2026-11-18T11:00:00', timeZone: 'UTC' },
        scheduledEndDateTime: { dateTime: '2026-11-18T13:00:00', timeZone: 'UTC' },
        internalReplyMessage: '<p>Back on Monday</p>',
      },
    }
    await client.patch('/me/mailboxSettings', away)
    const replies = async (): Promise<readonly Json[]> =>
      theirs.all("/me/mailFolders/inbox/messages?$filter=startswith(subject,'Automatic reply')")
    const write = async (subject: string): Promise<number> => {
      const toRecipients = [{ emailAddress: { address: tenant.me.mail } }]
      await theirs.post('/me/sendMail', { message: { subject, toRecipients } })
      return (await replies()).length
    }
    const counts = [await write('Too early')]
    tenant.clock.advance(3_600_000)
    counts.push(await write('Hello'), await write('Hello again'))
    await client.patch('/me/mailboxSettings', away)
    counts.push(await write('After a change'))
    tenant.clock.advance(7_200_000)
    counts.push(await write('Too late'))
    expect(counts).toEqual([0, 1, 1, 2, 2])
    expect((await replies())[0]).toMatchObject({
      subject: 'Automatic reply: Hello',
      from: { emailAddress: { address: tenant.me.mail } },
      body: { contentType: 'html' },
    })
  })

  it('do not answer each other', async () => {
    const client = clientOf(smallTenant())
    const { tenant } = client
    const other = tenant.users.find(({ id }) => id !== tenant.me.id)
    const theirs = clientOf(tenant, tenant.token({ user: other?.id ?? '' }))
    const away = { automaticRepliesSetting: { status: 'alwaysEnabled', internalReplyMessage: 'Away' } }
    await client.patch('/me/mailboxSettings', away)
    await theirs.patch('/me/mailboxSettings', away)
    await theirs.post('/me/sendMail', {
      message: { subject: 'Hello', toRecipients: [{ emailAddress: { address: tenant.me.mail } }] },
    })
    const subjects = async (one: GraphClient): Promise<number> =>
      (await one.all("/me/mailFolders/inbox/messages?$filter=startswith(subject,'Automatic reply')")).length
    expect([await subjects(client), await subjects(theirs)]).toEqual([0, 1])
  })
})
