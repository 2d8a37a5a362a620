import { cacheStep, createCacheManager } from '@graphkeep/cache'
import { describe, expect, it } from 'vitest'

import { failureOf } from '../world/open-client.ts'
import { openWorld, type World } from '../world/open-world.ts'

interface List {
  readonly messages: readonly {
    readonly id: string
    readonly unread: boolean
    readonly untrusted: { readonly subject: string }
  }[]
  readonly folderId?: string
  readonly total: number
}

async function newest(world: World, folder = 'inbox'): Promise<string> {
  const { messages } = await world.call<List>('email_list', { folder, top: 1 })
  return messages[0]?.id ?? ''
}

async function sentSubjects(world: World): Promise<readonly string[]> {
  world.tenant.clock.advance(2000)
  const { messages } = await world.call<List>('email_list', { folder: 'sentitems', top: 5 })
  return messages.map(({ untrusted }) => untrusted.subject)
}

describe('email_mark_read', () => {
  it('marks as read and as unread, and may be repeated', async () => {
    const world = openWorld()
    const id = await newest(world)
    expect(await world.call('email_mark_read', { id, read: false })).toEqual({ id, unread: true })
    expect(await world.call('email_mark_read', { id })).toEqual({ id, unread: false })
    expect(await world.call('email_mark_read', { id })).toEqual({ id, unread: false })
  })

  it('is repeated when the answer gets lost', async () => {
    const world = openWorld()
    const id = await newest(world)
    world.tenant.faults.add({
      match: { method: 'PATCH' },
      times: 2,
      action: { kind: 'afterwards', status: 504 },
    })
    expect(await world.callInTime('email_mark_read', { id, read: false })).toEqual({ id, unread: true })
  })
})

describe('email_move', () => {
  it('moves a message and keeps its id', async () => {
    const world = openWorld()
    const id = await newest(world)
    const { folderId: archive } = await world.call<List>('email_list', { folder: 'archive' })
    expect(await world.call('email_move', { id, destination: 'archive' })).toEqual({ id, folderId: archive })
    expect(await newest(world)).not.toBe(id)
    expect(await world.call('email_get', { id })).toMatchObject({ folderId: archive })
  })

  it('is not repeated when the answer gets lost, and says where to look', async () => {
    const world = openWorld()
    const id = await newest(world)
    world.tenant.faults.add({
      match: { path: '/move' },
      times: 1,
      action: { kind: 'afterwards', status: 504 },
    })
    const failure = await failureOf(world.callInTime('email_move', { id, destination: 'archive' }))
    expect(failure).toMatchObject({
      outcomeUnknown: true,
      message: expect.stringContaining('Read the message with email_get'),
    })
    expect(world.tenant.requests.filter(({ url }) => url.includes('/move'))).toHaveLength(1)
  })

  it('says that a destination does not exist', async () => {
    const world = openWorld()
    const id = await newest(world)
    expect(await failureOf(world.call('email_move', { id, destination: 'nowhere' }))).toMatchObject({
      code: 'ERR_GRAPH',
      status: 400,
    })
  })
})

describe('email_send', () => {
  it('sends once, and keeps a copy unless told not to', async () => {
    const world = openWorld()
    const mail = {
      to: ['tomas.dvorak@solvang.example'],
      cc: ['TOMAS.DVORAK@solvang.example'],
      subject: 'Grüße 😀',
      body: '<b>Hi</b>',
      bodyType: 'html',
    }
    expect(await world.callInTime('email_send', mail)).toMatchObject({
      accepted: true,
      recipients: 1,
      savedToSentItems: true,
    })
    expect((await sentSubjects(world))[0]).toBe('Grüße 😀')
    await world.callInTime('email_send', {
      to: mail.to,
      subject: 'No copy',
      body: 'x',
      saveToSentItems: false,
    })
    expect(await sentSubjects(world)).not.toContain('No copy')
  })

  it('sends exactly one mail when the answer gets lost, and says so as soon as its copy stands', async () => {
    const world = openWorld()
    const fault = { times: 1, action: { kind: 'afterwards', status: 504 } } as const
    for (const path of ['/messages', '/send'])
      world.tenant.faults.add({ match: { method: 'POST', path }, ...fault })
    const mail = { to: ['a@b.example'], subject: 'Once', body: 'x' }
    const sent = await world.callInTime<{ id: string }>('email_send', mail)
    const { messages } = await world.call<List>('email_list', { folder: 'sentitems', top: 5 })
    expect(messages.filter(({ untrusted }) => untrusted.subject === 'Once').map(({ id }) => id)).toEqual([
      sent.id,
    ])
  })

  it('sends at once where no draft may be made, and then does not know the id of the copy', async () => {
    const world = openWorld({ scopes: ['Mail.Send'] })
    const mail = { to: ['a@b.example'], subject: 'Only to be sent', body: 'x' }
    const sent = await world.callInTime('email_send', mail)
    expect(sent).toMatchObject({
      accepted: true,
      savedToSentItems: false,
      note: expect.stringContaining('on its way'),
    })
    expect(sent).not.toHaveProperty('id')
    expect(await sentSubjects(openWorld({ tenant: world.tenant }))).toContain('Only to be sent')
  })

  it('without a draft is in the list of Sent Items that is read after it, also through a cache', async () => {
    const cache = createCacheManager()
    const world = openWorld({ scopes: ['Mail.Read', 'Mail.Send'], steps: [cacheStep(cache)] })
    const list = { folder: 'sentitems', top: 5 }
    await world.call('email_list', list)
    await world.callInTime('email_send', { to: ['a@b.example'], subject: 'Look for me', body: 'x' })
    const { messages } = await world.call<List>('email_list', list)
    expect(messages.map(({ untrusted }) => untrusted.subject)).toContain('Look for me')
    await cache.close()
  })

  it('is said to be done also to whoever goes away while the copy is on its way', async () => {
    const world = openWorld({ scopes: ['Mail.Send'] })
    const caller = new AbortController()
    const mail = { to: ['a@b.example'], subject: 'Gone', body: 'x' }
    const sent = world.invoker.call('email_send', mail, { scope: world.scope, signal: caller.signal })
    await expect.poll(() => world.tenant.requests.at(-1)?.status).toBe(202)
    await world.clock.advance(1000)
    caller.abort()
    expect((await sent).output).toMatchObject({ accepted: true })
  })

  it.each([
    [{ subject: 'x', body: 'y' }, 'Give at least one address'],
    [{ to: ['Ada'], subject: 'x', body: 'y' }, 'to.0: write a full mail address'],
    [{ to: ['ada@'], subject: 'x', body: 'y' }, 'to.0: write a full mail address'],
    [{ to: ['a@b.example, c@d.example'], subject: 'x', body: 'y' }, 'to.0: write a full mail address'],
    [{ to: ['Ada <a@b.example>'], subject: 'x', body: 'y' }, 'to.0: write a full mail address'],
    [{ to: 'a@b.example', subject: 'x', body: 'y' }, 'to:'],
    [{ to: ['a@b.example'], body: 'y' }, 'subject:'],
    [{ to: ['a@b.example'], subject: 'x', body: 'y', html: true }, '"html"'],
  ])('refuses %j before anything is sent', async (input, words) => {
    const world = openWorld()
    const failure = await failureOf(world.call('email_send', input))
    expect(failure).toMatchObject({ code: 'ERR_INVALID_INPUT' })
    expect(failure.message).toContain(words)
    expect(world.tenant.requests).toEqual([])
  })

  it('takes addresses in any script', async () => {
    const world = openWorld()
    expect(
      await world.callInTime('email_send', {
        to: ['用户@例子.example', " o'neill+x@sub.contoso.example "],
        subject: 's',
        body: 'b',
      }),
    ).toMatchObject({ recipients: 2 })
  })
})
