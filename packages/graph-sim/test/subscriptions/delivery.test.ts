import { describe, expect, it, vi } from 'vitest'
import { loadTenant, saveTenant } from '../../src/index.ts'
import { clientOf, type Json } from '../graph-client.ts'
import { type Answering, listen, obedient } from './listener.ts'
import { type Subscriber, subscriber } from './subscriber.ts'

const minute = 60_000
const hour = 60 * minute

const refusing: Answering = (one) => (one.url.includes('validationToken') ? obedient(one) : { status: 500 })

async function write(hook: Subscriber, subject: string): Promise<void> {
  await hook.graph.post('/me/messages', { subject })
}

function events(received: readonly { readonly text: string }[]): readonly unknown[] {
  return received.flatMap(({ text }) =>
    (JSON.parse(text).value as Json[]).map((each) => each['lifecycleEvent']),
  )
}

describe('delivery', () => {
  it('is tried for 4 hours, and then given up, which the client is told as missed (rules 43 and 45)', async () => {
    await using hook = await subscriber({}, refusing)
    await using lifecycle = await listen()
    await hook.subscribe('me/messages', { lifecycleNotificationUrl: lifecycle.url })
    await write(hook, 'Keel')
    await hook.later(1_000)
    for (let i = 0; i < 60; i++) await hook.later(5 * minute)
    const tried = hook.listener.received.length
    expect(tried).toBeGreaterThan(20)
    await hook.later(24 * hour)
    expect(hook.listener.received).toHaveLength(tried)
    expect(events(lifecycle.received)).toEqual(['missed'])
  })

  it('fails without harm when the listener has gone', async () => {
    await using hook = await subscriber()
    await hook.subscribe('me/messages')
    await hook.listener.close()
    await write(hook, 'Keel')
    for (let i = 0; i < 30; i++) await hook.later(10 * minute)
  })

  it('takes an answer after more than 3 seconds for a failure (rule 43)', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    try {
      let sent = 0
      const fetch = async (url: string): Promise<Response> => {
        const token = new URL(url).searchParams.get('validationToken')
        if (token !== null) return new Response(token, { headers: { 'content-type': 'text/plain' } })
        if (++sent === 1) vi.advanceTimersByTime(3_001)
        return new Response(null, { status: 202 })
      }
      await using hook = await subscriber({ notifications: { fetch, plainHttp: 'loopback' } })
      await hook.subscribe('me/messages')
      await write(hook, 'Keel')
      await hook.later(1_000)
      await hook.later(10_000)
      await hook.later(hour)
      expect(sent).toBe(2)
    } finally {
      vi.useRealTimers()
    }
  })

  it('comes 10 seconds later to an endpoint that is often slow (rule 43)', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    try {
      let took = 0
      let sent = 0
      const fetch = async (url: string): Promise<Response> => {
        const token = new URL(url).searchParams.get('validationToken')
        if (token !== null) return new Response(token, { headers: { 'content-type': 'text/plain' } })
        sent++
        vi.advanceTimersByTime(took)
        return new Response(null, { status: 202 })
      }
      await using hook = await subscriber({ notifications: { fetch, plainHttp: 'loopback' } })
      await hook.subscribe('me/messages')
      const burst = async (count: number, slowness: number): Promise<void> => {
        took = slowness
        for (let i = 0; i < count; i++) {
          await write(hook, `${i}`)
          await hook.later(1_000)
        }
        took = 0
      }
      await burst(88, 0)
      await burst(12, 3_500)
      await hook.later(30_000)
      const before = sent
      await write(hook, 'slow')
      await hook.later(1_000)
      expect(sent).toBe(before)
      await hook.later(10_000)
      expect(sent).toBeGreaterThan(before)
    } finally {
      vi.useRealTimers()
    }
  })

  it('goes by the fetch that the tenant is given', async () => {
    const sent: string[] = []
    const fetch = async (url: string, { body }: RequestInit): Promise<Response> => {
      const token = new URL(url).searchParams.get('validationToken')
      if (token !== null) return new Response(token, { headers: { 'content-type': 'text/plain' } })
      sent.push(String(body))
      return new Response(null, { status: 202 })
    }
    await using hook = await subscriber({ notifications: { fetch } })
    const { status } = await hook.subscribe('me/messages', { notificationUrl: 'https://hooks.example/mine' })
    expect(status).toBe(201)
    await write(hook, 'Keel')
    await hook.later(1_000)
    expect(sent).toHaveLength(1)
  })

  it('stops with the subscription, retries included', async () => {
    await using hook = await subscriber({}, refusing)
    const { json } = await hook.subscribe('me/messages')
    await write(hook, 'Keel')
    await hook.later(1_000)
    await hook.graph.delete(`/subscriptions/${json['id']}`)
    await hook.later(hour)
    expect(hook.listener.received).toHaveLength(1)
  })

  it('comes at once with a delay of 0', async () => {
    await using hook = await subscriber({ delays: { notifications: 0 } })
    await hook.subscribe('me/messages')
    await write(hook, 'Keel')
    await hook.graph.tenant.settled()
    expect(hook.listener.received).toHaveLength(1)
  })

  it('comes by itself in a tenant whose clock goes', async () => {
    await using hook = await subscriber({ now: undefined as never, delays: { notifications: 0 } })
    await hook.subscribe('me/messages')
    await write(hook, 'Keel')
    await hook.graph.tenant.settled()
    expect(hook.listener.received).toHaveLength(1)
  })
})

describe('faults of notifications', () => {
  const subjects = async (hook: Subscriber): Promise<readonly unknown[]> => {
    const found = []
    for (const { text } of hook.listener.received)
      for (const each of JSON.parse(text).value as Json[]) {
        const { json } = await hook.graph.get(`/me/messages/${each['resourceData']?.['id']}?$select=subject`)
        found.push(json['subject'])
      }
    return found
  }

  it('lose the ones that match', async () => {
    await using hook = await subscriber()
    await hook.subscribe('me/messages')
    hook.graph.tenant.faults.add({
      match: { notification: { changeType: 'created' }, nth: 2 },
      action: { kind: 'lost' },
    })
    for (const subject of ['1', '2', '3']) await write(hook, subject)
    await hook.later(hour)
    expect(await subjects(hook)).toEqual(['1', '3'])
  })

  it('bring one twice, in two requests', async () => {
    await using hook = await subscriber()
    await hook.subscribe('me/messages')
    hook.graph.tenant.faults.add({ match: { notification: {} }, times: 1, action: { kind: 'duplicated' } })
    await write(hook, '1')
    await hook.later(5_000)
    expect(hook.listener.received).toHaveLength(2)
    expect(await subjects(hook)).toEqual(['1', '1'])
  })

  it('bring one late', async () => {
    await using hook = await subscriber()
    await hook.subscribe('me/messages')
    hook.graph.tenant.faults.add({
      match: { notification: {}, nth: 1 },
      action: { kind: 'late', ms: minute },
    })
    await write(hook, '1')
    await write(hook, '2')
    await hook.later(1_000)
    expect(await subjects(hook)).toEqual(['2'])
    await hook.later(minute)
    expect(await subjects(hook)).toEqual(['2', '1'])
  })

  it('bring one after the next', async () => {
    await using hook = await subscriber()
    await hook.subscribe('me/messages')
    hook.graph.tenant.faults.add({ match: { notification: {} }, times: 1, action: { kind: 'reordered' } })
    for (const subject of ['1', '2']) {
      await write(hook, subject)
      await hook.later(5_000)
    }
    expect(await subjects(hook)).toEqual(['2', '1'])
  })

  it('lose one and say so', async () => {
    await using hook = await subscriber()
    await using lifecycle = await listen()
    await hook.subscribe('me/messages', { lifecycleNotificationUrl: lifecycle.url })
    hook.graph.tenant.faults.add({ match: { notification: {} }, times: 1, action: { kind: 'missed' } })
    await write(hook, '1')
    await hook.later(5_000)
    expect(hook.listener.received).toEqual([])
    expect(events(lifecycle.received)).toEqual(['missed'])
  })

  it('leave requests alone, and those of requests leave notifications alone', async () => {
    await using hook = await subscriber()
    await hook.subscribe('me/messages')
    const { faults } = hook.graph.tenant
    faults.add({ match: { notification: { resource: '/Events/' } }, action: { kind: 'lost' } })
    faults.add({ match: { method: 'DELETE' }, action: { kind: 'reset' } })
    await write(hook, '1')
    await hook.later(5_000)
    expect(hook.listener.received).toHaveLength(1)
  })

  it('are told what to write instead when they make no sense', () => {
    const add = async (rule: unknown) => {
      await using hook = await subscriber()
      hook.graph.tenant.faults.add(rule as never)
    }
    return Promise.all([
      expect(add({ match: { notification: {} }, action: { kind: 'reset' } })).rejects.toThrow(TypeError),
      expect(add({ match: { path: '/x' }, action: { kind: 'lost' } })).rejects.toThrow(TypeError),
      expect(add({ match: { notification: {} }, action: { kind: 'late' } })).rejects.toThrow(/ms/),
      expect(add({ match: { notification: { kind: 'x' } }, action: { kind: 'lost' } })).rejects.toThrow(
        /resource/,
      ),
    ])
  })
})

describe('lifecycle notifications', () => {
  it('are of the documented shape, and go to their own address', async () => {
    await using hook = await subscriber()
    await using lifecycle = await listen()
    const { json } = await hook.subscribe('me/messages', { lifecycleNotificationUrl: lifecycle.url })
    expect(hook.graph.tenant.lifecycle('missed')).toBe(1)
    await hook.later(1_000)
    expect(JSON.parse(lifecycle.received[0]?.text ?? '')).toEqual({
      value: [
        {
          subscriptionId: json['id'],
          subscriptionExpirationDateTime: json['expirationDateTime'],
          tenantId: hook.graph.tenant.id,
          clientState: 'secretClientValue',
          lifecycleEvent: 'missed',
        },
      ],
    })
    expect(hook.listener.received).toEqual([])
  })

  it('ask for a new authorization 15 minutes before the token runs out; without it, changes wait for 4 hours', async () => {
    await using hook = await subscriber()
    await using lifecycle = await listen()
    const { tenant } = hook.graph
    const short = await hook.subscribe('me/messages', { lifecycleNotificationUrl: lifecycle.url })
    const path = `/subscriptions/${short.json['id']}`
    const reauthorize = () =>
      tenant.fetch(`https://graph.microsoft.com/v1.0${path}/reauthorize`, {
        method: 'POST',
        headers: { authorization: `Bearer ${tenant.token({ expiresIn: 3600 })}` },
      })
    expect((await reauthorize()).status).toBe(204)
    await hook.later(44 * minute)
    expect(lifecycle.received).toEqual([])
    await hook.later(1 * minute)
    await hook.later(1_000)
    expect(events(lifecycle.received)).toEqual(['reauthorizationRequired'])
    await write(hook, 'while there is time')
    await hook.later(1_000)
    expect(hook.listener.received).toHaveLength(1)
    await hook.later(20 * minute)
    await write(hook, 'waits')
    await hook.later(hour)
    expect(hook.listener.received).toHaveLength(1)
    expect((await reauthorize()).status).toBe(204)
    await hook.later(10 * minute)
    expect(hook.listener.received).toHaveLength(2)
  })

  it('remove a subscription, which nobody can renew afterwards', async () => {
    await using hook = await subscriber()
    await using lifecycle = await listen()
    const { json } = await hook.subscribe('me/events', { lifecycleNotificationUrl: lifecycle.url })
    expect(hook.graph.tenant.lifecycle('subscriptionRemoved', json['id'])).toBe(1)
    await hook.later(1_000)
    expect(events(lifecycle.received)).toEqual(['subscriptionRemoved'])
    const renewing = await hook.graph.patch(`/subscriptions/${json['id']}`, {
      expirationDateTime: new Date(hook.graph.tenant.clock.now() + hour).toISOString(),
    })
    expect(renewing.status).toBe(404)
  })

  it('are only those that Graph has for the resource', async () => {
    await using hook = await subscriber()
    await hook.subscribe('users', { changeType: 'updated', lifecycleNotificationUrl: hook.listener.url })
    const { tenant } = hook.graph
    expect(tenant.lifecycle('missed')).toBe(0)
    expect(tenant.lifecycle('subscriptionRemoved')).toBe(0)
    expect(tenant.lifecycle('reauthorizationRequired')).toBe(1)
  })

  it('tell when the user whose mailbox it is has been deleted', async () => {
    await using hook = await subscriber()
    const { tenant } = hook.graph
    const other = tenant.users.find(({ id }) => id !== tenant.me.id)
    const app = tenant.token({ roles: ['Mail.Read'], expiresIn: 86_400 })
    const response = await tenant.fetch('https://graph.microsoft.com/v1.0/subscriptions', {
      method: 'POST',
      headers: { authorization: `Bearer ${app}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        changeType: 'created',
        notificationUrl: hook.listener.url,
        lifecycleNotificationUrl: hook.listener.url,
        resource: `users/${other?.id}/messages`,
        expirationDateTime: new Date(tenant.clock.now() + hour).toISOString(),
      }),
    })
    expect(response.status).toBe(201)
    await hook.graph.delete(`/users/${other?.id}`)
    await hook.later(1_000)
    expect(events(hook.listener.received)).toEqual(['subscriptionRemoved'])
  })
})

describe('a tenant that is made again from a snapshot', () => {
  it('has its subscriptions, and sends nothing twice', async () => {
    await using hook = await subscriber()
    const { json } = await hook.subscribe('me/messages', { lifecycleNotificationUrl: hook.listener.url })
    await write(hook, 'before')
    await hook.later(1_000)
    const again = await loadTenant(saveTenant(hook.graph.tenant))
    expect(hook.listener.received).toHaveLength(1)
    expect(hook.listener.validations).toHaveLength(2)
    const client = clientOf(again)
    expect((await client.get(`/subscriptions/${json['id']}`)).status).toBe(200)
    await client.post('/me/messages', { subject: 'afterwards' })
    again.clock.advance(1_000)
    await again.settled()
    expect(hook.listener.received).toHaveLength(2)
  })

  it('has none where an endpoint had failed', async () => {
    await using hook = await subscriber({}, () => ({ status: 500 }))
    expect((await hook.subscribe('me/messages')).status).toBe(400)
    const again = await loadTenant(saveTenant(hook.graph.tenant))
    expect((await clientOf(again).get('/subscriptions')).json['value']).toEqual([])
  })
})
