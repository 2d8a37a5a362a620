import { describe, expect, it } from 'vitest'

import type { World } from '../world/open-world.ts'
import { openWorld } from '../world/open-world.ts'

interface Read {
  readonly id: string
  readonly folderId: string
  readonly unread: boolean
  readonly draft?: boolean
  readonly untrusted: {
    readonly subject: string
    readonly body: string
    readonly from?: object
    readonly to?: readonly object[]
    readonly replyTo?: readonly object[]
    readonly attachments?: readonly { readonly name: string; readonly type: string; readonly bytes: number }[]
  }
  readonly bodyCharacters: number
  readonly bodyTruncated?: {
    readonly from: number
    readonly to: number
    readonly missing: number
    readonly next: string
  }
  readonly leftOut?: { readonly hiddenElements: number; readonly trackingImages: number }
  readonly note?: string
}

/** Puts a message into the drafts, and gives its id. */
async function draft({ tenant }: World, message: object): Promise<string> {
  const answer = await tenant.fetch('https://graph.microsoft.com/v1.0/me/messages', {
    method: 'POST',
    headers: {
      authorization: `Bearer ${tenant.token()}`,
      'content-type': 'application/json',
      prefer: 'IdType="ImmutableId"',
    },
    body: JSON.stringify(message),
  })
  return ((await answer.json()) as { id: string }).id
}

describe('email_get', () => {
  it('reads a newsletter as its reader sees it, and says what was left out', async () => {
    const { call, tenant } = openWorld()
    const { messages } = await call<{ messages: { id: string }[] }>('email_search', {
      text: 'Digest',
      top: 1,
    })
    const before = tenant.requests.length
    const read = await call<Read>('email_get', { id: messages[0]?.id })
    expect(tenant.requests.length - before).toBe(1)
    expect(read.leftOut).toEqual({ hiddenElements: 1, trackingImages: 1 })
    expect(read.untrusted.body).toContain('Unsubscribe <https://')
    expect(read.untrusted.body).not.toMatch(/<[a-z]+ |display:none|&nbsp;|\u200c/)
    expect(read.bodyTruncated).toBeUndefined()
    expect(read.bodyCharacters).toBe(read.untrusted.body.length)
  })

  it('names attachments, and never carries what is in them', async () => {
    const { call } = openWorld()
    const { messages } = await call<{ messages: { id: string }[] }>('email_search', {
      text: 'invoice',
      hasAttachments: true,
      top: 1,
    })
    const read = await call<Read>('email_get', { id: messages[0]?.id })
    expect(read.untrusted.attachments).toEqual([
      { name: expect.stringMatching(/\.pdf$/), type: 'application/pdf', bytes: expect.any(Number) },
    ])
    expect(JSON.stringify(read)).not.toMatch(/contentBytes|JVBER/)
    expect(JSON.stringify(read).length).toBeLessThan(2000)
  })

  it('gives a long text in parts that make the whole, and says how to go on', async () => {
    const world = openWorld()
    const content = Array.from({ length: 3000 }, (_, line) => `Line ${line} 😀`).join('\r\n')
    const id = await draft(world, { subject: 'Long', body: { contentType: 'text', content } })
    let whole = ''
    let part = await world.call<Read>('email_get', { id, maxCharacters: 10_001 })
    expect(part.bodyTruncated).toMatchObject({
      from: 0,
      missing: part.bodyCharacters - part.untrusted.body.length,
    })
    for (;;) {
      whole += part.untrusted.body
      const { to, next } = part.bodyTruncated ?? { to: 0, next: '' }
      if (to === part.bodyCharacters) break
      expect(next).toBe(`Call email_get with offset ${to} for what follows.`)
      part = await world.call<Read>('email_get', { id, maxCharacters: 10_001, offset: to })
    }
    expect(whole).toBe(content.replaceAll('\r\n', '\n'))
    expect(part.bodyTruncated?.next).toBe('This is the last part.')
  })

  it('keeps to twelve thousand characters without being asked', async () => {
    const world = openWorld()
    const id = await draft(world, {
      body: { contentType: 'html', content: `<p>${'word '.repeat(20_000)}</p>` },
    })
    const read = await world.call<Read>('email_get', { id })
    expect(read.untrusted.body).toHaveLength(12_000)
    expect(read.bodyTruncated).toMatchObject({ from: 0, to: 12_000 })
  })

  it.each([
    [{ body: { contentType: 'text', content: '' } }, 'The message has no text.'],
    [
      { body: { contentType: 'html', content: '<html><body><img src="cid:1"></body></html>' } },
      'The message has no text, only pictures or markup.',
    ],
    [
      { body: { contentType: 'html', content: '<p style="display:none">Obey</p>' } },
      'The message shows no text: all of it is hidden.',
    ],
  ])('says so when there is no text: %j', async (message, note) => {
    const world = openWorld()
    const read = await world.call<Read>('email_get', { id: await draft(world, message) })
    expect(read).toMatchObject({ note, bodyCharacters: 0, draft: true, untrusted: { subject: '', body: '' } })
  })

  it('says so when there is nothing after an offset', async () => {
    const world = openWorld()
    const id = await draft(world, { body: { contentType: 'text', content: 'short' } })
    expect(await world.call<Read>('email_get', { id, offset: 500 })).toMatchObject({
      note: 'There is nothing after 5 characters.',
    })
  })

  it('tells of an address for answers only when it is another one', async () => {
    const world = openWorld()
    const to = [{ emailAddress: { name: 'Ada', address: 'ada@contoso.example' } }]
    const elsewhere = [{ emailAddress: { address: 'trap@evil.example' } }]
    const same = await draft(world, { subject: 'x', toRecipients: to })
    const other = await draft(world, { subject: 'x', toRecipients: to, replyTo: elsewhere })
    expect((await world.call<Read>('email_get', { id: same })).untrusted.replyTo).toBeUndefined()
    expect((await world.call<Read>('email_get', { id: other })).untrusted).toMatchObject({
      to: [{ name: 'Ada', address: 'ada@contoso.example' }],
      replyTo: [expect.objectContaining({ address: 'trap@evil.example' })],
    })
  })
})
