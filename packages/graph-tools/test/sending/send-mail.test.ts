import type { ToolContext } from '@graphkeep/core'
import { manualClock } from '@graphkeep/core/testing'
import { chaos, type FaultAction, type Tenant } from '@graphkeep/graph-sim'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { sendMail } from '../../src/client.ts'
import { failureOf, openClient } from '../world/open-client.ts'
import { inStep, inTime, noon, smallTenant } from '../world/open-world.ts'

const mail = {
  subject: 'Only once',
  body: { contentType: 'text', content: 'the text' },
  toRecipients: [{ emailAddress: { address: 'tomas.dvorak@solvang.example' } }],
}

/** A way to send, whose time and the tenant's go by together. */
function openSender(tenant: Tenant = smallTenant()) {
  const { clock: still, fetch, scope } = openClient({ tenant })
  const clock = inStep(still, tenant)
  const context: ToolContext = { scope, fetch, clock, signal: new AbortController().signal, progress() {} }
  return {
    tenant,
    clock,
    context,
    send: (key?: string, message: object = mail) => inTime(clock, sendMail(context, message, { key })),
  }
}

async function read<T>(tenant: Tenant, path: string, user = tenant.me.userPrincipalName): Promise<T> {
  const headers = { authorization: `Bearer ${tenant.token({ user })}`, prefer: 'IdType="ImmutableId"' }
  const answer = await tenant.fetch(`https://graph.microsoft.com/v1.0${path}`, { headers })
  return (await answer.json()) as T
}

/** The mails with the subject that have reached the recipient, and the ids of what is in the sender's folders. */
async function seen(tenant: Tenant): Promise<{ arrived: number; sent: readonly string[]; drafts: number }> {
  tenant.faults.clear()
  tenant.clock.advance(10_000)
  const query = `messages?$filter=subject eq '${mail.subject}'&$select=id`
  type Rows = { readonly value: readonly { readonly id: string }[] }
  const inbox = await read<Rows>(tenant, `/me/mailFolders/inbox/${query}`, 'tomas.dvorak@solvang.example')
  const sent = await read<Rows>(tenant, `/me/mailFolders/sentitems/${query}`)
  const drafts = await read<Rows>(tenant, `/me/mailFolders/drafts/${query}`)
  return { arrived: inbox.value.length, sent: sent.value.map(({ id }) => id), drafts: drafts.value.length }
}

describe('a mail', () => {
  it('is known by its id once its copy stands in Sent Items', async () => {
    const sender = openSender()
    const { id, copy } = await sender.send()
    expect(copy).toBe('stands')
    expect(await seen(sender.tenant)).toEqual({ arrived: 1, sent: [id], drafts: 0 })
  })

  it('is told of before its copy stands when that takes long', async () => {
    const sender = openSender()
    const clock = manualClock(noon)
    const { id, copy } = await inTime(clock, sendMail({ ...sender.context, clock }, mail))
    expect(copy).toBe('on its way')
    expect((await seen(sender.tenant)).sent).toContain(id)
  })

  it.each([
    ['answered with 503, though nothing was done', { kind: 'status', status: 503 }],
    ['answered with 503, though it was sent', { kind: 'afterwards', status: 503 }],
    ['answered with 504, though it was sent', { kind: 'afterwards', status: 504 }],
    ['cut off before', { kind: 'reset', when: 'before' }],
    ['cut off after', { kind: 'reset', when: 'after' }],
    ['throttled', { kind: 'throttle', retryAfter: 5 }],
    ['answered by a page of the network', { kind: 'html' }],
  ] as const)('arrives once when its sending is %s', async (_, action) => {
    for (const path of ['/me/messages', '/send']) {
      const sender = openSender()
      sender.tenant.faults.add({ match: { method: 'POST', path }, times: 1, action })
      const { id } = await sender.send()
      expect(await seen(sender.tenant)).toEqual({ arrived: 1, sent: [id], drafts: 0 })
    }
  })

  it('arrives exactly once when it is said to be sent, and not at all when it is said not to be, whatever fails', async () => {
    const kinds: FaultAction['kind'][] = ['status', 'throttle', 'reset', 'truncate', 'html', 'afterwards']
    const outcomes = new Set<string>()
    const plan = fc.record({
      seed: fc.integer({ min: 1, max: 1_000_000 }),
      share: fc.constantFrom(0.15, 0.4, 0.7, 1),
      kinds: fc.subarray(kinds, { minLength: 1 }),
      times: fc.integer({ min: 1, max: 100 }),
      method: fc.constantFrom('POST', undefined),
      key: fc.constantFrom('order-4711', undefined),
    })
    await fc.assert(
      fc.asyncProperty(plan, async ({ method, key, ...faults }) => {
        const sender = openSender()
        sender.tenant.faults.add(chaos({ ...faults, match: { ...(method && { method }) } }))
        const outcome = await sender.send(key).then(
          () => 'sent',
          ({ outcomeUnknown }) => (outcomeUnknown ? 'unknown' : 'not sent'),
        )
        outcomes.add(outcome)
        const { arrived } = await seen(sender.tenant)
        const due = { sent: [1], 'not sent': [0], unknown: [0, 1] }[outcome] ?? []
        expect(due).toContain(arrived)
        if (key === undefined) return
        await openSender(sender.tenant).send(key)
        expect(await seen(sender.tenant)).toMatchObject({ arrived: 1, sent: [expect.any(String)] })
      }),
      { numRuns: 60, seed: 20_261_125 },
    )
    expect([...outcomes].sort()).toEqual(['not sent', 'sent', 'unknown'])
  })

  it('is known not to be sent when it did not become a draft for sure', async () => {
    const sender = openSender()
    sender.tenant.faults.add({ match: { path: '/me' }, action: { kind: 'afterwards', status: 504 } })
    const failure = await failureOf(sender.send())
    expect(failure).toMatchObject({ status: 504, outcomeUnknown: false, retryable: true })
    expect(failure.message).toContain('Nothing was sent.')
    expect((await seen(sender.tenant)).arrived).toBe(0)
  })

  it('that is refused leaves no draft behind', async () => {
    const sender = openSender()
    const failure = await failureOf(sender.send(undefined, { ...mail, toRecipients: [] }))
    expect(failure).toMatchObject({ status: 400, outcomeUnknown: false, retryable: false })
    expect(failure.message).toMatch(/^The mail was not sent\./)
    expect(await seen(sender.tenant)).toEqual({ arrived: 0, sent: [], drafts: 0 })
  })
})

describe('the key of a mail', () => {
  it('leads to the mail that another process has sent under it', async () => {
    const sender = openSender()
    const first = await sender.send('order-4711')
    expect(await openSender(sender.tenant).send('order-4711')).toEqual(first)
    expect((await seen(sender.tenant)).arrived).toBe(1)
  })

  it('leads to the draft of a process that died before it sent it', async () => {
    const sender = openSender()
    sender.tenant.faults.add({ match: { path: '/send' }, action: { kind: 'reset', when: 'before' } })
    const failure = await failureOf(sender.send('order-4711'))
    expect(failure.message).toContain('Its draft stands in Drafts. A call with the same key finishes it.')
    sender.tenant.faults.clear()
    const { id } = await openSender(sender.tenant).send('order-4711')
    expect(await seen(sender.tenant)).toEqual({ arrived: 1, sent: [id], drafts: 0 })
  })

  it('stands for one content and one day', async () => {
    const sender = openSender()
    await sender.send('order-4711')
    await sender.send('order-4711', { ...mail, importance: 'high' })
    expect((await seen(sender.tenant)).arrived).toBe(2)
    await sender.clock.advance(86_400_000)
    await sender.send('order-4711')
    expect((await seen(sender.tenant)).arrived).toBe(3)
  })
})
