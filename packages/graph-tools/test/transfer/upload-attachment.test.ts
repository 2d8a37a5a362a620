import { describe, expect, it } from 'vitest'

import { sendJson } from '../../src/client.ts'
import { uploadAttachment } from '../../src/transfer.ts'
import { failureOf } from '../world/open-client.ts'
import { openTransfer, sha256, someBytes, type TransferWorld } from '../world/transfer-world.ts'

const partBytes = 12 * 320 * 1024
const size = 2 * partBytes + 17
const bytes = someBytes(size)
const blob = new Blob([bytes])
const file = { name: 'plan.pdf', contentType: 'application/pdf' }

const owners = [
  ['message', '/me/messages', { subject: 'With a plan' }],
  [
    'event',
    '/me/events',
    {
      subject: 'With a plan',
      start: { dateTime: '2026-12-01T10:00:00', timeZone: 'UTC' },
      end: { dateTime: '2026-12-01T11:00:00', timeZone: 'UTC' },
    },
  ],
] as const

async function ownerIn({ context }: TransferWorld, collection: string, body: object): Promise<string> {
  const { id } = await sendJson<{ id: string }>(context, collection, body)
  return `${collection}/${encodeURIComponent(id)}`
}

async function hashOf({ context }: TransferWorld, path: string, id: string): Promise<string> {
  const answer = await context.fetch(`${path}/attachments/${encodeURIComponent(id)}/$value`, {
    headers: { accept: '*/*' },
  })
  return sha256(new Uint8Array(await answer.arrayBuffer()))
}

describe('attaching a file', () => {
  it.each(owners)(
    'sends it to a(n) %s in parts of less than 4 MB, without a token (Graph rule 34)',
    async (_, collection, body) => {
      await using world = await openTransfer()
      const path = await ownerIn(world, collection, body)
      const { id } = await uploadAttachment(world.context, path, blob, file)
      expect(await hashOf(world, path, id)).toBe(sha256(bytes))
      expect(world.parts.map(({ start, end, hadToken }) => [start, end, hadToken])).toEqual([
        [0, partBytes, false],
        [partBytes, 2 * partBytes, false],
        [2 * partBytes, size, false],
      ])
      expect(world.progress).toEqual([partBytes, 2 * partBytes, size])
    },
  )

  it.each([0, 1, 2_999_999])('sends %d bytes in one request', async (length) => {
    await using world = await openTransfer()
    const path = await ownerIn(world, '/me/messages', { subject: 'Small' })
    const data = someBytes(length)
    const { id } = await uploadAttachment(world.context, path, new Blob([data]), file)
    expect(await hashOf(world, path, id)).toBe(sha256(data))
    expect(world.parts).toEqual([])
  })

  it.each([3_000_000, 3 * 1024 * 1024 - 1])('sends %d bytes in parts', async (length) => {
    await using world = await openTransfer()
    const path = await ownerIn(world, '/me/messages', { subject: 'At the border' })
    const data = someBytes(length)
    const { id } = await uploadAttachment(world.context, path, new Blob([data]), file)
    expect(await hashOf(world, path, id)).toBe(sha256(data))
    expect(world.parts).toHaveLength(1)
  })

  it.each([1, 3])('attaches it once when the answer to part %d is lost', async (nth) => {
    await using world = await openTransfer()
    const path = await ownerIn(world, '/me/messages', { subject: 'Once' })
    world.tenant.faults.add({
      match: { method: 'PUT', path: 'AttachmentSessions', nth },
      times: 1,
      action: { kind: 'reset', when: 'after' },
    })
    const { id } = await uploadAttachment(world.context, path, blob, file)
    expect(world.parts).toHaveLength(3)
    expect(await hashOf(world, path, id)).toBe(sha256(bytes))
    const list = await (await world.context.fetch(`${path}/attachments?$select=id`)).json()
    expect((list as { value: object[] }).value).toHaveLength(1)
  })

  it('refuses what Outlook would, before anything is sent', async () => {
    await using world = await openTransfer()
    const large = { size: 150 * 1024 * 1024 + 1, open: async function* () {} }
    const failure = await failureOf(uploadAttachment(world.context, '/me/messages/x', large, file))
    expect(failure).toMatchObject({ code: 'ERR_INVALID_INPUT', message: expect.stringContaining('rule 34') })
    expect(world.sent).toEqual([])
  })

  it('says that parts do not go to a mailbox of somebody else', async () => {
    await using world = await openTransfer()
    const { users, me } = world.tenant
    const other = users.find(
      ({ id, userPrincipalName }) => id !== me.id && !userPrincipalName.includes('#EXT#'),
    )
    world.tenant.share({ mailbox: other?.id ?? '', with: me.id, access: 'fullAccess' })
    const path = await ownerIn(world, `/users/${other?.id}/messages`, { subject: 'Theirs' })
    expect(await failureOf(uploadAttachment(world.context, path, blob, file))).toMatchObject({ status: 403 })
  })
})
