import { describe, expect, it } from 'vitest'
import { roundOf } from '../delta/delta-rounds.ts'
import { as, asApp, firstChat, firstTeam, fresh, generalChannel, others, root } from './team-client.ts'

const hello = { body: { content: 'Hello World' } }

describe('messages', () => {
  it('say whom they mention, and only whom their text names', async () => {
    const client = fresh()
    const list = `${await generalChannel(client)}/messages`
    const [other] = others(client)
    const user = { displayName: 'Jane Smith', id: other, userIdentityType: 'aadUser' }
    const mentions = [{ id: 0, mentionText: 'Jane Smith', mentioned: { user } }]
    const body = { contentType: 'html', content: 'Hello World <at id="0">Jane Smith</at>' }
    const { json } = await client.post(list, { body, mentions })
    expect(json['mentions']).toEqual([
      {
        id: 0,
        mentionText: 'Jane Smith',
        mentioned: { application: null, device: null, conversation: null, user },
      },
    ])
    const refused = await client.post(list, { ...hello, mentions })
    expect([refused.status, refused.json['error']?.['message']]).toEqual([
      400,
      "Neither Body nor adaptive card content contains marker for mention with Id '0'.",
    ])
  })

  it('carry attachments that their text names', async () => {
    const client = fresh()
    const id = '74d20c7f34aa4a7fb74e2b30004247c5'
    const attachment = {
      id,
      contentType: 'application/vnd.microsoft.card.thumbnail',
      contentUrl: null,
      content: '{}',
      name: null,
      thumbnailUrl: null,
    }
    const body = { contentType: 'html', content: `<attachment id="${id}"></attachment>` }
    const { json } = await client.post(`${await generalChannel(client)}/messages`, {
      subject: null,
      body,
      attachments: [attachment],
    })
    expect(json).toMatchObject({ body, attachments: [attachment] })
  })

  it('hold pictures, which are read by themselves', async () => {
    const client = fresh()
    const chat = await firstChat(client, 'oneOnOne')
    const { status, json } = await client.post(`${chat}/messages`, {
      body: { contentType: 'html', content: '<img src="../hostedContents/1/$value">' },
      hostedContents: [
        { '@microsoft.graph.temporaryId': '1', contentBytes: 'AQID', contentType: 'image/png' },
      ],
    })
    expect(status).toBe(201)
    const contents = await client.get(`${chat}/messages/${json['id']}/hostedContents`)
    const id = contents.json['value']?.[0]?.['id']
    expect(contents.json).toMatchObject({
      '@odata.context': `${root}/$metadata#chats('${encodeURIComponent(chat.slice(7))}')/messages('${json['id']}')/hostedContents`,
      '@odata.count': 1,
      value: [{ id, contentBytes: null, contentType: null }],
    })
    const src = `${root}${chat}/messages/${json['id']}/hostedContents/${id}/$value`
    expect(json['body']?.['content']).toBe(`<img src="${src}">`)
    const bytes = await client.get(src)
    expect([bytes.headers.get('content-type'), bytes.text]).toEqual(['image/png', '\u0001\u0002\u0003'])
  })

  it('are changed by their writer, with 204', async () => {
    const client = fresh()
    const chat = await firstChat(client, 'oneOnOne')
    const { json } = await client.post(`${chat}/messages`, hello)
    const path = `${chat}/messages/${json['id']}`
    client.tenant.clock.advance(1000)
    const changed = await client.patch(path, { body: { content: 'Hello again' } })
    expect([changed.status, changed.text]).toEqual([204, ''])
    const after = await client.get(path)
    expect(after.json['body']).toEqual({ contentType: 'text', content: 'Hello again' })
    expect(after.json['lastEditedDateTime']).toBe('2026-11-18T10:00:01.000Z')
    expect(after.json['etag']).not.toBe(json['etag'])
    const partner = (await client.all(`${chat}/members`)).find((row) => row['userId'] !== client.tenant.me.id)
    const theirs = as(client, String(partner?.['userId']))
    expect((await theirs.patch(path, { body: { content: 'x' } })).status).toBe(403)
    const app = asApp(client, 'Chat.UpdatePolicyViolation.All', 'Chat.Read.All')
    const policyViolation = { dlpAction: 'BlockAccess', policyTip: { generalText: 'Blocked.' } }
    expect((await app.patch(path, { policyViolation })).status).toBe(200)
    expect((await client.get(path)).json['policyViolation']).toEqual(policyViolation)
  })

  it('are deleted softly and come back; nothing is read of them in between', async () => {
    const client = fresh()
    const thread = `${await generalChannel(client)}/messages`
    const { json } = await client.post(thread, hello)
    const reply = await client.post(`${thread}/${json['id']}/replies`, hello)
    for (const path of [`${thread}/${json['id']}`, `${thread}/${json['id']}/replies/${reply.json['id']}`]) {
      expect((await client.post(`${path}/softDelete`)).status).toBe(204)
      const gone = await client.get(path)
      expect(gone.json['deletedDateTime']).not.toBeNull()
      expect(gone.json['body']?.['content']).toBe('')
      expect((await client.post(`${path}/undoSoftDelete`)).status).toBe(204)
      expect((await client.get(path)).json).toMatchObject({ deletedDateTime: null, ...hello })
    }
    const mine = await client.post(
      `/me/chats/${(await firstChat(client, 'group')).slice(7)}/messages/1/softDelete`,
    )
    expect(mine.status).toBe(404)
  })

  it('keep the reactions to them, and when each came and went', async () => {
    const client = fresh()
    const chat = await firstChat(client, 'oneOnOne')
    const { json } = await client.post(`${chat}/messages`, hello)
    const path = `${chat}/messages/${json['id']}`
    expect((await client.post(`${path}/setReaction`, { reactionType: '💘' })).status).toBe(204)
    await client.post(`${path}/setReaction`, { reactionType: '💘' })
    const reacted = (await client.get(path)).json
    expect(reacted['reactions']).toMatchObject([
      { reactionType: '💘', user: { user: { id: client.tenant.me.id } } },
    ])
    expect(reacted['messageHistory']).toMatchObject([{ actions: 'reactionAdded' }])
    expect((await client.post(`${path}/unsetReaction`, { reactionType: '💘' })).status).toBe(204)
    expect((await client.get(path)).json['reactions']).toEqual([])
    expect((await client.post(`${path}/setReaction`, {})).status).toBe(400)
  })

  it('are exported to apps over all channels and chats, replies included', async () => {
    const client = fresh()
    const team = await firstTeam(client)
    const app = asApp(client, 'ChannelMessage.Read.All', 'Chat.Read.All')
    const { json } = await app.get(`${team}/channels/getAllMessages?model=A`)
    expect(json).toMatchObject({ '@odata.context': `${root}/$metadata#Collection(chatMessage)` })
    expect(json['value']?.[0]).toMatchObject({ '@odata.type': '#microsoft.graph.chatMessage' })
    const all = await app.all(`${team}/channels/getAllMessages`)
    expect(all.some((row) => row['replyToId'] !== null)).toBe(true)
    const middle = all[Math.floor(all.length / 2)]?.['lastModifiedDateTime']
    const filter = `$filter=lastModifiedDateTime gt ${middle} and lastModifiedDateTime lt 2027-01-01T00:00:00Z`
    const later = await app.all(`${team}/channels/getAllMessages?${filter}`)
    expect(later.length).toBeLessThan(all.length)
    const page = await app.get(`/users/${client.tenant.me.id}/chats/getAllMessages?$top=2`)
    expect(page.json).toMatchObject({ '@odata.count': 2, value: [{ channelIdentity: null }, {}] })
    expect((await app.get(`${team}/channels/getAllMessages?model=C`)).status).toBe(400)
  })

  it('of a channel are tracked: new ones, changed ones and deleted ones', async () => {
    const client = fresh()
    const list = `${await generalChannel(client)}/messages`
    const first = await roundOf(client, `${list}/delta?$top=2`)
    expect(first.rows.length).toBe((await client.all(list)).length)
    expect(first.rows[0]).toMatchObject({ '@odata.type': '#microsoft.graph.chatMessage' })
    const { json } = await client.post(list, hello)
    const second = await roundOf(client, first.deltaLink)
    expect(second.rows.map((row) => row['id'])).toEqual([json['id']])
    client.tenant.clock.advance(1000)
    await client.post(`${list}/${json['id']}/softDelete`)
    const third = await roundOf(client, second.deltaLink)
    expect(third.rows).toMatchObject([{ id: json['id'], deletedDateTime: '2026-11-18T10:00:01.000Z' }])
    const wrong = await client.get(`${list}/delta?$filter=subject eq 'x'`)
    expect(wrong.status).toBe(400)
    expect((await client.get(`${list}/delta?$top=51`)).status).toBe(400)
  })
})
