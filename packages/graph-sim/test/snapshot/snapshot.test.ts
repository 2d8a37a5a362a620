import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTenant, importMail, loadTenant, saveTenant, type Tenant } from '../../src/index.ts'
import { clientOf, type GraphClient, type Json, smallTenant, testNow } from '../graph-client.ts'

const open = (): Tenant =>
  smallTenant({ messages: 40, events: 10, contacts: 8, files: 12, throttling: { concurrency: 50 } })

const kinds = [
  'send',
  'draft',
  'mime',
  'read',
  'move',
  'delete',
  'folder',
  'event',
  'contact',
  'file',
  'part',
  'copy',
  'task',
  'user',
  'group',
  'list',
  'delta',
  'wait',
  'batch',
  'import',
  'share',
  'refused',
  'drive delta',
] as const
type Kind = (typeof kinds)[number]

/** What a client remembers between its requests. */
interface Memory {
  readonly links: string[]
}

/** Does one thing to a tenant; everything about it follows from its kind and number. */
async function act(client: GraphClient, memory: Memory, kind: Kind, n: number): Promise<void> {
  const { tenant } = client
  const to = tenant.users[n % tenant.users.length]?.mail ?? tenant.me.mail
  const pick = async (path: string): Promise<Json> => {
    const { json } = await client.get(`${path}?$top=20`)
    return json['value']?.[n % Math.max(1, json['value'].length)] as Json
  }
  const letter = {
    subject: `Letter ${n}`,
    body: { contentType: 'html', content: `<p>${n}</p>` },
    toRecipients: [{ emailAddress: { address: to } }],
  }
  const remember = async (path: string): Promise<void> => {
    const { json } = await client.get(path)
    memory.links.push((json['@odata.nextLink'] ?? json['@odata.deltaLink']) as string)
  }
  switch (kind) {
    case 'send':
      return void (await client.post('/me/sendMail', { message: letter }))
    case 'draft':
      return void (await client.post('/me/messages', letter))
    case 'mime':
      return void (await client.post(
        '/me/messages',
        Buffer.from(`Subject: m${n}\r\n\r\nx`).toString('base64'),
        {
          'content-type': 'text/plain',
        },
      ))
    case 'read':
      return void (await client.patch(`/me/messages/${(await pick('/me/messages'))['id']}`, {
        isRead: n % 2 === 0,
      }))
    case 'move':
      return void (await client.post(`/me/messages/${(await pick('/me/messages'))['id']}/move`, {
        destinationId: n % 2 === 0 ? 'archive' : 'inbox',
      }))
    case 'delete':
      return void (await client.delete(`/me/messages/${(await pick('/me/messages'))['id']}`))
    case 'folder':
      return void (await client.post('/me/mailFolders', { displayName: `Folder ${n}` }))
    case 'event':
      return void (await client.post('/me/events', {
        subject: `Meeting ${n}`,
        start: { dateTime: '2026-11-20T10:00:00', timeZone: 'UTC' },
        end: { dateTime: '2026-11-20T11:00:00', timeZone: 'UTC' },
        attendees: [{ emailAddress: { address: to }, type: 'required' }],
      }))
    case 'contact':
      return void (await client.post('/me/contacts', { givenName: `Contact ${n}` }))
    case 'file':
      return void (await client.put(`/me/drive/root:/file-${n}.txt:/content`, `text ${n}`))
    case 'part': {
      const { json } = await client.post(`/me/drive/root:/large-${n}.bin:/createUploadSession`, {})
      const url = json['uploadUrl'] as string
      memory.links.push(url)
      const body = Buffer.alloc(327_680, n)
      const headers = { 'content-range': `bytes 0-327679/${327_680 * 2}` }
      return void (await tenant.fetch(url, { method: 'PUT', body, headers }))
    }
    case 'copy': {
      const item = await pick('/me/drive/root/children')
      const answer = await client.post(`/me/drive/items/${item['id']}/copy`, { name: `Copy ${n}` })
      const monitor = answer.headers.get('location')
      if (monitor !== null) await tenant.fetch(monitor)
      return
    }
    case 'task': {
      const list = await pick('/me/todo/lists')
      return void (await client.post(`/me/todo/lists/${list['id']}/tasks`, { title: `Task ${n}` }))
    }
    case 'user':
      return void (await client.post('/users', {
        displayName: `Person ${n}`,
        accountEnabled: true,
        mailNickname: `person${n}`,
        userPrincipalName: `person${n}@${tenant.domain}`,
        passwordProfile: { password: 'xWwvJ]6NMw+bWH-d' },
      }))
    case 'group':
      return void (await client.post('/groups', {
        displayName: `Group ${n}`,
        mailEnabled: false,
        mailNickname: `group${n}`,
        securityEnabled: true,
      }))
    case 'list':
      return void (await client.get(`/users/${to}/messages?$top=3`))
    case 'delta':
      return remember('/me/mailFolders/inbox/messages/delta?$select=subject')
    case 'drive delta':
      return remember('/me/drive/root/delta')
    case 'wait':
      return tenant.clock.advance(n * 997)
    case 'batch':
      return void (await client.post('/$batch', {
        requests: [1, 2, 3].map((id) => ({
          id: String(id),
          method: 'POST',
          url: '/me/contacts',
          headers: { 'content-type': 'application/json' },
          body: { givenName: `Batch ${n} ${id}` },
        })),
      }))
    case 'import':
      return void (await importMail(tenant, {
        folder: `Imported/${n % 3}`,
        messages: [{ name: 'a.eml', raw: Buffer.from(`Subject: imported ${n}\r\n\r\nx`) }],
      }))
    case 'share':
      return tenant.share({
        mailbox: to ?? '',
        with: tenant.me.id,
        access: n % 2 === 0 ? 'sendAs' : 'sendOnBehalf',
      })
    case 'refused':
      return void (await client.post('/me/messages', { toRecipients: 'nobody' }))
  }
}

/** What a client sees of a tenant, with the ids of its answers. */
async function seen(client: GraphClient, memory: Memory): Promise<readonly string[]> {
  const paths = [
    '/me/messages?$top=200&$expand=attachments',
    '/me/mailFolders?$top=100&includeHiddenFolders=true',
    '/me/events?$top=100',
    '/me/contacts?$top=100',
    '/me/drive/root/children',
    '/me/todo/lists',
    '/users?$select=id,displayName,createdDateTime',
    '/groups?$top=100',
    '/me/mailFolders/inbox/messages/delta',
    '/auditLogs/directoryAudits',
    '/auditLogs/signIns?$top=5',
    ...client.tenant.users.map(({ id }) => `/users/${id}/messages?$top=100`).slice(0, 3),
  ]
  const lines: string[] = [String(client.tenant.clock.now())]
  for (const path of paths) lines.push(`${path}\n${(await client.get(path)).text}`)
  for (const link of memory.links) {
    const answer = link.includes('/v1.0/') ? await client.get(link) : undefined
    lines.push(answer?.text ?? (await (await client.tenant.fetch(link)).text()))
  }
  const { status, headers, text } = await client.post('/me/messages', { subject: 'the next' })
  const { status: none, headers: request } = await client.get('/me/messages/none')
  return [...lines, `${status} ${headers.get('request-id')} ${text}`, `${none} ${request.get('request-id')}`]
}

describe('a snapshot', () => {
  it('of a tenant to which anything was done makes a tenant that nobody can tell from it', async () => {
    const steps = fc.array(fc.tuple(fc.constantFrom(...kinds), fc.integer({ min: 1, max: 60 })), {
      minLength: 1,
      maxLength: 12,
    })
    await fc.assert(
      fc.asyncProperty(steps, async (chosen) => {
        const tenant = open()
        const memory: Memory = { links: [] }
        for (const [kind, n] of chosen) await act(clientOf(tenant), memory, kind, n)
        const again = await loadTenant(saveTenant(tenant))
        expect(await seen(clientOf(again), memory)).toEqual(await seen(clientOf(tenant), memory))
      }),
      { numRuns: 12, seed: 20261118 },
    )
  }, 60_000)

  it('keeps what everything together makes, and can be made of what was loaded', async () => {
    const tenant = open()
    const memory: Memory = { links: [] }
    for (const [i, kind] of kinds.entries()) await act(clientOf(tenant), memory, kind, i + 7)
    const once = await loadTenant(saveTenant(tenant))
    const twice = await loadTenant(saveTenant(once))
    const first = await seen(clientOf(tenant), memory)
    expect(await seen(clientOf(twice), memory)).toEqual(first)
  })

  it('keeps requests that came at once in the order in which they took effect', async () => {
    const tenant = open()
    const client = clientOf(tenant)
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => act(client, { links: [] }, i % 3 === 0 ? 'mime' : 'draft', i)),
    )
    const again = await loadTenant(saveTenant(tenant))
    const memory: Memory = { links: [] }
    expect(await seen(clientOf(again), memory)).toEqual(await seen(client, memory))
  })

  it('lets a clock that runs go on from the moment of then', async () => {
    const tenant = createTenant({ people: 3, messages: 5, events: 0, contacts: 0, files: 0 })
    const client = clientOf(tenant, tenant.token({ expiresIn: 200_000 }))
    const made = await client.post('/me/messages', { subject: 'now' })
    tenant.clock.advance(86_400_000)
    const later = await client.post('/me/messages', { subject: 'tomorrow' })
    const again = await loadTenant(saveTenant(tenant))
    expect(Math.abs(again.clock.now() - tenant.clock.now())).toBeLessThan(60_000)
    const loaded = clientOf(again)
    for (const { json, text } of [made, later])
      expect((await loaded.get(`/me/messages/${json['id']}`)).json).toMatchObject({
        ...JSON.parse(text),
        '@odata.context': expect.any(String),
      })
  })

  it('keeps the faults that are still to come', async () => {
    const tenant = open()
    tenant.faults.add({ match: { path: /contacts$/i }, times: 2, action: { kind: 'status', status: 503 } })
    tenant.faults.add({ match: { method: 'POST' }, times: 1, action: { kind: 'status', status: 504 } })
    await clientOf(tenant).post('/me/messages', {})
    await clientOf(tenant).get('/me/contacts')
    const again = clientOf(await loadTenant(saveTenant(tenant)))
    expect((await again.get('/me/Contacts')).status).toBe(503)
    expect((await again.get('/me/contacts')).status).toBe(200)
    expect((await again.post('/me/messages', {})).status).toBe(201)
  })

  it('holds bytes once and no token', async () => {
    const tenant = open()
    const client = clientOf(tenant)
    const bytes = Buffer.alloc(200_000, Array.from({ length: 997 }, (_, i) => (i * 7919) % 251).join(''))
    for (let i = 0; i < 5; i++) await client.put(`/me/drive/root:/f${i}.bin:/content`, bytes)
    const text = gunzipSync(saveTenant(tenant)).toString()
    expect(text.length).toBeLessThan(bytes.length * 1.5)
    expect(text).not.toMatch(/eyJ|authorization/i)
  })

  it('is refused, with the reason, when it is damaged, newer, or something else', async () => {
    const snapshot = saveTenant(open())
    await expect(loadTenant(snapshot.subarray(0, snapshot.length - 40))).rejects.toThrow(/damaged/)
    await expect(loadTenant(Buffer.from('hello'))).rejects.toThrow(/damaged/)
    await expect(loadTenant(gzipSync('{}'))).rejects.toThrow(/no snapshot/)
    const newer = { ...JSON.parse(gunzipSync(snapshot).toString()), version: 99 }
    await expect(loadTenant(gzipSync(JSON.stringify(newer)))).rejects.toThrow(/version 99/)
  })

  it('is refused when what was done has another outcome now', async () => {
    const tenant = open()
    await clientOf(tenant).post('/me/messages', { subject: 'x' })
    const json = JSON.parse(gunzipSync(saveTenant(tenant)).toString())
    json.deeds[json.deeds.length - 1].status = 418
    await expect(loadTenant(gzipSync(JSON.stringify(json)))).rejects.toThrow(/does not fit this version/)
  })

  it('is the same for the same tenant', () => {
    expect(Buffer.from(saveTenant(open())).equals(Buffer.from(saveTenant(open())))).toBe(true)
    expect(saveTenant(createTenant({ now: testNow })).length).toBeLessThan(1000)
  })
})
