import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { request as requestSecurely } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { serve } from '../../src/index.ts'
import { runCommand } from '../../src/server/run-command.ts'
import { smallTenant } from '../graph-client.ts'
import { selfSigned } from '../subscriptions/self-signed.ts'

describe('serving over HTTP', () => {
  it('answers like the tenant, with links that stay on the server', async () => {
    const tenant = smallTenant()
    await using server = await serve(tenant)
    const headers = { authorization: `Bearer ${tenant.token()}`, prefer: 'IdType="ImmutableId"' }
    const response = await fetch(`${server.url}/v1.0/me/messages?$top=1&$select=id`, { headers })
    const body = (await response.json()) as Record<string, unknown>
    expect(response.headers.get('preference-applied')).toBe('IdType="ImmutableId"')
    expect(body['@odata.nextLink']).toBe(`${server.url}/v1.0/me/messages?$top=1&$select=id&$skip=1`)
    const next = await fetch(String(body['@odata.nextLink']), { headers })
    expect(next.status).toBe(200)
  })

  it('takes bodies and gives files over a redirect to itself', async () => {
    const tenant = smallTenant()
    await using server = await serve(tenant)
    const headers = { authorization: `Bearer ${tenant.token()}` }
    const url = `${server.url}/v1.0/me/drive/root:/a.bin:/content`
    const bytes = Uint8Array.from({ length: 100_000 }, (_, i) => i % 251)
    expect((await fetch(url, { method: 'PUT', body: bytes, headers })).status).toBe(201)
    const download = await fetch(url, { headers })
    expect(download.url.startsWith(server.url)).toBe(true)
    expect(new Uint8Array(await download.arrayBuffer())).toEqual(bytes)
    const folder = await fetch(`${server.url}/v1.0/me/mailFolders`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ displayName: 'Möwe' }),
    })
    expect(await folder.json()).toMatchObject({ displayName: 'Möwe' })
  })

  it('breaks the connection when a fault says so', async () => {
    const tenant = smallTenant()
    tenant.faults.add({ action: { kind: 'reset' }, times: 1 })
    await using server = await serve(tenant)
    await expect(fetch(`${server.url}/v1.0/me`)).rejects.toThrow()
    expect((await fetch(`${server.url}/v1.0/me`)).status).toBe(401)
  })

  it('rejects when the port is taken, and closes at once', async () => {
    const first = await serve(smallTenant())
    await expect(serve(smallTenant(), { port: Number(new URL(first.url).port) })).rejects.toThrow(
      /EADDRINUSE/,
    )
    await first.close()
    await expect(fetch(`${first.url}/v1.0/me`)).rejects.toThrow()
  })
})

describe('serving over HTTPS', () => {
  it('takes a key and a certificate, and keeps its links on https', async () => {
    const { key, cert } = certificate()
    const tenant = smallTenant()
    await using server = await serve(tenant, { tls: { key, cert } })
    expect(server.url).toMatch(/^https:/)
    const answer = await askSecurely(`${server.url}/v1.0/me/messages?$top=1`, tenant.token())
    expect(JSON.parse(answer)['@odata.nextLink']).toMatch(new RegExp(`^${server.url}/v1.0/me/messages`))
  })

  it('rejects for a key that is none', async () => {
    await expect(serve(smallTenant(), { tls: { key: 'x', cert: 'y' } })).rejects.toThrow()
  })
})

describe('a server', () => {
  it('lets answers that are under way come to their end when it closes, and takes no more', async () => {
    const tenant = smallTenant()
    tenant.faults.add({ action: { kind: 'delay', ms: 150 } })
    const server = await serve(tenant)
    const answer = fetch(`${server.url}/v1.0/me`)
    while (tenant.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    const closed = server.close()
    expect((await answer).status).toBe(401)
    await closed
    await expect(fetch(`${server.url}/v1.0/me`)).rejects.toThrow()
  })

  it('breaks what takes longer than its grace', async () => {
    const tenant = smallTenant()
    tenant.faults.add({ action: { kind: 'delay', ms: 60_000 } })
    const server = await serve(tenant, { grace: 10 })
    const answer = fetch(`${server.url}/v1.0/me`)
    const broken = expect(answer).rejects.toThrow()
    while (tenant.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    await server.close()
    await broken
  })

  it('refuses a body that says it is larger than any of Graph’s before it is read', async () => {
    await using server = await serve(smallTenant())
    const status = await new Promise((resolve, reject) => {
      const asked = request(`${server.url}/v1.0/me/drive/root:/a.bin:/content`, {
        method: 'PUT',
        headers: { 'content-length': String(300 * 1024 * 1024) },
      })
      asked.once('response', (answer) => resolve(answer.statusCode)).once('error', reject)
      asked.write('x')
    })
    expect(status).toBe(413)
  })

  it('does not take up the name of a host that is none', async () => {
    await using server = await serve(smallTenant())
    const { port } = new URL(server.url)
    const status = await new Promise((resolve, reject) => {
      request({ port, host: '127.0.0.1', path: '/v1.0/me', headers: { host: 'a b' } }, (answer) =>
        resolve(answer.statusCode),
      )
        .once('error', reject)
        .end()
    })
    expect(status).toBe(401)
  })
})

function certificate(): { readonly key: string; readonly cert: string } {
  const { certificate: der, privateKey } = selfSigned()
  return {
    key: String(privateKey.export({ format: 'pem', type: 'pkcs8' })),
    cert: `-----BEGIN CERTIFICATE-----\n${der}\n-----END CERTIFICATE-----\n`,
  }
}

/** The certificate names nobody, so its signature is not looked at. */
function askSecurely(url: string, token: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = requestSecurely(
      url,
      { rejectUnauthorized: false, headers: { authorization: `Bearer ${token}` } },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (part) => {
          text += part
        })
        answer.once('end', () => resolve(text))
      },
    )
    asked.once('error', reject).end()
  })
}

describe('the command', () => {
  it('saves the tenant when it is ended, and begins with what was saved', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'graph-sim-'))
    const file = join(folder, 'tenant.snapshot')
    const said: string[] = []
    const say = (line: string): void => void said.push(line)
    const first = await runCommand(['serve', '--people', '3', '--messages', '5', '--save-on-exit', file], say)
    if (first.kind !== 'serving') throw new Error(said.join('\n'))
    const headersOf = (): Record<string, string> => ({
      authorization: `Bearer ${said.findLast((line) => line.startsWith('Token: '))?.slice(7)}`,
      'content-type': 'application/json',
    })
    const body = JSON.stringify({ subject: 'kept' })
    const made = await fetch(`${first.server.url}/v1.0/me/messages`, {
      method: 'POST',
      headers: headersOf(),
      body,
    })
    const { id } = (await made.json()) as { id: string }
    await first.server.close()
    expect(said).toContain(`Saved: ${file}`)
    const second = await runCommand(['serve', '--load', file, '--no-explorer'], say)
    if (second.kind !== 'serving') throw new Error(said.join('\n'))
    await using server = second.server
    const again = await fetch(`${server.url}/v1.0/me/messages/${id}`, { headers: headersOf() })
    expect(await again.json()).toMatchObject({ subject: 'kept' })
    expect((await fetch(server.url)).status).toBe(400)
    await rm(folder, { recursive: true })
  })

  it('serves, imports mail, and prints the address, the user and a token that works', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'graph-sim-'))
    await writeFile(join(folder, 'a.eml'), 'Subject: imported by the command\r\n\r\nx')
    await writeFile(join(folder, 'b.eml'), '')
    const said: string[] = []
    const outcome = await runCommand(['serve', '--seed', '5', '--mail', folder], (line) => said.push(line))
    if (outcome.kind !== 'serving') throw new Error(said.join('\n'))
    await using server = outcome.server
    const token = said.find((line) => line.startsWith('Token: '))?.slice(7)
    const response = await fetch(
      `${server.url}/v1.0/me/messages?$search="subject:imported"&$select=subject`,
      {
        headers: { authorization: `Bearer ${token}` },
      },
    )
    expect(await response.json()).toMatchObject({ value: [{ subject: 'imported by the command' }] })
    expect(said).toContain('Mail:  1 of 2 messages imported')
    expect(said).toContain('  b.eml: The file is empty.')
    expect(said).toContain(`Graph: ${server.url}/v1.0`)
    await rm(folder, { recursive: true })
  })

  it.each([
    [[]],
    [['serve', '--people', '1']],
    [['serve', '--port', '65536']],
    [['serve', '--tls-key', 'a.pem']],
    [['serve', '--load', 'x', '--seed', '2']],
    [['run']],
    [['serve', '--port', 'x']],
    [['serve', '--colour']],
    [['serve', '--seed', '1.5']],
  ])('says what is wrong and ends with 2 when it is called with %j', async (args) => {
    const said: string[] = []
    expect(await runCommand(args, (line) => said.push(line))).toEqual({ kind: 'ended', exitCode: 2 })
    expect(said[0]).toMatch(/^graph-sim: ./)
    expect(said[1]).toBe('See graph-sim --help.')
  })

  it('explains itself on --help', async () => {
    const said: string[] = []
    expect(await runCommand(['--help'], (line) => said.push(line))).toEqual({ kind: 'ended', exitCode: 0 })
    expect(said.join()).toContain('Usage: graph-sim serve')
  })
})

describe('a plan of faults', () => {
  it('is loaded from a file and listed, and refused with what is wrong with it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'graph-sim-'))
    const path = join(folder, 'plan.json')
    const run = async (text: string): Promise<readonly string[]> => {
      await writeFile(path, text)
      const lines: string[] = []
      const outcome = await runCommand(['serve', '--faults', path], (line) => lines.push(line))
      if (outcome.kind === 'serving') await outcome.server.close()
      return lines
    }
    const lines = await run('[{"match": {"path": "/me"}, "times": 1, "action": {"kind": "html"}}]')
    expect(lines).toContain('Fault 1: html {"match":{"path":"/me"},"times":1}')
    await expect(run('[{"action": {"kind": "x"}}]')).rejects.toThrow('Rule 1: action.kind is "x"')
    await expect(run('{')).rejects.toThrow(/is not JSON$/)
    await rm(folder, { recursive: true })
  })
})
