import { describe, expect, it } from 'vitest'
import { clientOf, type Json, smallTenant } from '../graph-client.ts'

const names = (rows: readonly Json[] | undefined): readonly unknown[] =>
  (rows ?? []).map((row) => row['displayName'])

describe('mail folders', () => {
  it('are listed at the top, 10 at a time, with their counts', async () => {
    const client = clientOf(smallTenant({ folders: 40 }))
    const page = await client.get('/me/mailFolders')
    expect(page.json['value']).toHaveLength(10)
    const rows = await client.all('/me/mailFolders')
    expect(names(rows)).toContain('Inbox')
    expect(names(rows)).not.toContain('Aurora')
    const inbox = rows.find((row) => row['displayName'] === 'Inbox')
    const unread = await client.get('/me/mailFolders/inbox/messages/$count?$filter=isRead eq false')
    expect(inbox?.['unreadItemCount']).toBe(Number(unread.text))
  })

  it('are nested, and 40 in all by default', async () => {
    const client = clientOf(smallTenant({ folders: 40 }))
    const walk = async (path: string): Promise<number> => {
      const rows = await client.all(path)
      let count = rows.length
      for (const row of rows)
        if (Number(row['childFolderCount']) > 0)
          count += await walk(`/me/mailFolders/${row['id']}/childFolders`)
      return count
    }
    expect(await walk('/me/mailFolders')).toBe(40)
  })

  it('are found however deep the path to them goes', async () => {
    const client = clientOf(smallTenant({ folders: 40 }))
    const top = await client.get("/me/mailFolders?$filter=displayName eq 'Projects'&$expand=childFolders")
    const projects = top.json['value']?.[0]
    const child = projects?.['childFolders']?.[0]
    const deep = await client.get(`/me/mailFolders/${projects?.['id']}/childFolders/${child?.['id']}`)
    expect(deep.json).toMatchObject({ displayName: child?.['displayName'], parentFolderId: projects?.['id'] })
    const messages = await client.get(
      `/me/mailFolders/${projects?.['id']}/childFolders/${child?.['id']}/messages`,
    )
    expect(messages.status).toBe(200)
  })

  it('hide what is hidden unless includeHiddenFolders asks for it', async () => {
    const client = clientOf(smallTenant())
    expect(names(await client.all('/me/mailFolders'))).not.toContain('Conversation Action Settings')
    expect(names(await client.all('/me/mailFolders?includeHiddenFolders=true'))).toContain(
      'Conversation Action Settings',
    )
  })

  it.each([
    'inbox',
    'drafts',
    'sentitems',
    'deleteditems',
    'archive',
    'junkemail',
    'outbox',
    'msgfolderroot',
    'SentItems',
    'clutter',
    'conflicts',
    'conversationhistory',
    'localfailures',
    'recoverableitemsdeletions',
    'scheduled',
    'searchfolders',
    'serverfailures',
    'syncissues',
  ])('are known by the name %s', async (name) => {
    const { status, json } = await clientOf(smallTenant()).get(`/me/mailFolders/${name}`)
    expect(status).toBe(200)
    expect(json['id']).toMatch(/^AAMk/)
  })

  it('are not found by any other word', async () => {
    const client = clientOf(smallTenant())
    const word = await client.get('/me/mailFolders/mine')
    expect([word.status, word.json['error']?.['code']]).toEqual([400, 'ErrorInvalidIdMalformed'])
  })

  it('are created, renamed, moved and deleted', async () => {
    const client = clientOf(smallTenant())
    const made = await client.post('/me/mailFolders', { displayName: 'Ideas 2027' })
    expect([made.status, made.json['displayName'], made.json['totalItemCount']]).toEqual([
      201,
      'Ideas 2027',
      0,
    ])
    const child = await client.post(`/me/mailFolders/${made.json['id']}/childFolders`, {
      displayName: 'Boats',
    })
    expect(child.json['parentFolderId']).toBe(made.json['id'])
    const renamed = await client.patch(`/me/mailFolders/${child.json['id']}`, { displayName: 'Ships' })
    expect(renamed.json['displayName']).toBe('Ships')
    const moved = await client.post(`/me/mailFolders/${child.json['id']}/move`, { destinationId: 'inbox' })
    expect(names((await client.get('/me/mailFolders/inbox/childFolders')).json['value'])).toEqual(['Ships'])
    expect((await client.delete(`/me/mailFolders/${moved.json['id']}`)).status).toBe(204)
    expect(names((await client.get('/me/mailFolders/deleteditems/childFolders')).json['value'])).toEqual([
      'Ships',
    ])
    expect((await client.delete(`/me/mailFolders/${moved.json['id']}`)).status).toBe(204)
    expect((await client.get(`/me/mailFolders/${moved.json['id']}`)).status).toBe(404)
  })

  it('do not move into themselves, nor when they belong to every mailbox', async () => {
    const client = clientOf(smallTenant())
    const made = await client.post('/me/mailFolders', { displayName: 'Outer' })
    const inner = await client.post(`/me/mailFolders/${made.json['id']}/childFolders`, {
      displayName: 'Inner',
    })
    for (const [folder, destinationId] of [
      [made.json['id'], inner.json['id']],
      [made.json['id'], made.json['id']],
      ['inbox', 'archive'],
    ]) {
      const { status, json } = await client.post(`/me/mailFolders/${folder}/move`, { destinationId })
      expect([status, json['error']?.['code']]).toEqual([400, 'ErrorMoveCopyFailed'])
    }
  })

  it('need a name that no other folder beside them has', async () => {
    const client = clientOf(smallTenant())
    const twice = await client.post('/me/mailFolders', { displayName: 'INBOX' })
    expect([twice.status, twice.json['error']?.['code']]).toEqual([409, 'ErrorFolderExists'])
    expect((await client.post('/me/mailFolders', {})).status).toBe(400)
  })

  it('stay when they belong to every mailbox', async () => {
    const client = clientOf(smallTenant())
    expect((await client.delete('/me/mailFolders/inbox')).status).toBe(400)
    expect((await client.get('/me/mailFolders/inbox')).status).toBe(200)
  })

  it('refuse a filter with in, as Graph does', async () => {
    const { json } = await clientOf(smallTenant()).get(
      "/me/mailFolders?$filter=displayName in ('inbox', 'drafts')",
    )
    expect(json['error']?.['code']).toBe('ErrorInvalidUrlQueryFilter')
  })
})
