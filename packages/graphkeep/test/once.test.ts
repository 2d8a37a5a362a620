import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

import { createTenant, serve, type Tenant } from '@graphkeep/graph-sim'
import { describe, expect, it, onTestFinished } from 'vitest'

import { bearer, createGraphkeep } from '../src/index.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const program = fileURLToPath(new URL('processes/send-mails.ts', import.meta.url))
const recipient = 'tomas.dvorak@solvang.example'
const mail = { to: [recipient], subject: 'Only once', body: 'x', idempotencyKey: 'order-4711' }

interface Office {
  readonly tenant: Tenant

  /** Opens it in this process. */
  open(): ReturnType<typeof createGraphkeep>

  /** Starts a process that sends the mail so many times at once when it is told to. */
  start(times: number): Promise<Sender>
}

interface Sender {
  readonly child: ChildProcess

  /** Lets it send, and returns the ids that it was answered with. */
  send(): Promise<readonly string[]>
}

/** A tenant that is served on loopback, and one encrypted file for all processes. */
async function openOffice(): Promise<Office> {
  const tenant = createTenant({ seed: 7, messages: 50, events: 10, contacts: 10, files: 10 })
  const server = await serve(tenant)
  onTestFinished(() => server.close())
  const connection = {
    scope: { tenant: tenant.id, account: tenant.me.userPrincipalName },
    token: tenant.token(),
    baseUrl: `${server.url.replace(/\/(v1\.0)?\/?$/, '')}/v1.0`,
  }
  const [folder, key] = [temporaryFolder(), randomBytes(32)]

  return {
    tenant,
    open: () => createGraphkeep({ connect: bearer(connection), folder, key }),

    async start(times) {
      const input = JSON.stringify({ folder, key: key.toString('hex'), mail, times, connection })
      const child = spawn(process.execPath, [program, input], { stdio: ['pipe', 'pipe', 'inherit'] })
      onTestFinished(() => void child.kill('SIGKILL'))
      const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
      expect((await lines.next()).value).toBe('ready')
      return {
        child,
        async send() {
          child.stdin.write('go\n')
          return JSON.parse((await lines.next()).value ?? '[]') as readonly string[]
        },
      }
    },
  }
}

/** How many of the mail have reached its recipient. */
async function arrived(tenant: Tenant): Promise<number> {
  const query = `/me/mailFolders/inbox/messages?$filter=subject eq '${mail.subject}'&$select=id`
  const authorization = `Bearer ${tenant.token({ user: recipient })}`
  const answer = await tenant.fetch(`https://graph.microsoft.com/v1.0${query}`, {
    headers: { authorization },
  })
  return ((await answer.json()) as { value: unknown[] }).value.length
}

describe('a mail that is sent under a key', () => {
  it('goes out once when four processes send it 50 times at the same time, and all get its id', async () => {
    const office = await openOffice()
    const senders = await Promise.all([14, 12, 12, 12].map((times) => office.start(times)))
    const ids = (await Promise.all(senders.map((sender) => sender.send()))).flat()
    expect(ids).toHaveLength(50)
    expect(new Set(ids).size).toBe(1)
    expect(await arrived(office.tenant)).toBe(1)
  })

  it('is not sent again when its process was killed after it went out: the next caller is told to look', async () => {
    const office = await openOffice()
    office.tenant.faults.add({
      match: { method: 'GET', path: '/me/messages/' },
      action: { kind: 'delay', ms: 60_000 },
    })
    const { child, send } = await office.start(1)
    const ended = once(child, 'close')
    void send()
    await expect
      .poll(() => office.tenant.requests.some(({ url }) => url.endsWith('/send')), { timeout: 20_000 })
      .toBe(true)
    child.kill('SIGKILL')
    await ended
    office.tenant.faults.clear()
    await using keep = await office.open()
    await expect(keep.call('email_send', mail)).rejects.toMatchObject({
      code: 'ERR_OUTCOME_UNKNOWN',
      message: expect.stringContaining('Look in sentitems with email_list for a message with this subject.'),
    })
    expect(office.tenant.requests.filter(({ url }) => url.endsWith('/send'))).toHaveLength(1)
    expect(await arrived(office.tenant)).toBe(1)
  })

  it('is refused as another one when its text differs', async () => {
    const office = await openOffice()
    await using keep = await office.open()
    await keep.call('email_send', mail)
    const other = keep.call('email_send', { ...mail, body: 'y' })
    await expect(other).rejects.toMatchObject({ code: 'ERR_INVALID_INPUT' })
    expect(await arrived(office.tenant)).toBe(1)
  })
})
