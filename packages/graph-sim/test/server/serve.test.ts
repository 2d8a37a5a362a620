import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { serve } from '../../src/index.ts'
import { runCommand } from '../../src/server/run-command.ts'
import { smallTenant } from '../graph-client.ts'

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

describe('the command', () => {
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
    [['run']],
    [['serve', '--port', 'x']],
    [['serve', '--colour']],
    [['serve', '--seed', '1.5']],
  ])('explains itself when it is called with %j', async (args) => {
    const said: string[] = []
    expect(await runCommand(args, (line) => said.push(line))).toEqual({ kind: 'ended', exitCode: 2 })
    expect(said.join()).toContain('Usage: graph-sim serve')
  })

  it('explains itself on --help', async () => {
    expect(await runCommand(['--help'], () => {})).toEqual({ kind: 'ended', exitCode: 0 })
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
