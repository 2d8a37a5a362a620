import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { loadTenant, saveTenant, serve } from '../../src/index.ts'
import { clientOf, smallTenant } from '../graph-client.ts'

/** Asks with headers that `fetch` would not let a program set. */
function ask(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
      .once('error', reject)
      .end()
  })
}

describe('the data of the explorer', () => {
  it('is only there when the explorer is on, and then Graph is where it was', async () => {
    const tenant = smallTenant()
    await using off = await serve(tenant)
    expect((await fetch(`${off.url}/graph-sim/tenant`)).status).toBe(400)
    expect((await fetch(off.url)).status).toBe(400)
    await using on = await serve(tenant, { explorer: true })
    expect((await fetch(`${on.url}/graph-sim/tenant`)).status).toBe(200)
    expect((await fetch(`${on.url}/v1.0/me`)).status).toBe(401)
  })

  it.each([
    [{ host: 'graph.example' }],
    [{ host: 'localhost.graph.example' }],
    [{ origin: 'https://page.example' }],
    [{ origin: 'null' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
  ])('is not for a page elsewhere, which comes with %j', async (headers) => {
    await using server = await serve(smallTenant(), { explorer: true })
    const { port } = new URL(server.url)
    const usual = { host: `127.0.0.1:${port}`, ...headers }
    for (const path of ['/', '/graph-sim/tenant', '/graph-sim/stream'])
      expect([path, await ask(`${server.url}${path}`, usual as Record<string, string>)]).toEqual([path, 403])
  })

  it('is changed by JSON only, which no form of another page can send', async () => {
    const tenant = smallTenant()
    await using server = await serve(tenant, { explorer: true })
    const answer = await fetch(`${server.url}/graph-sim/clock`, { method: 'POST', body: '{"advance":1}' })
    expect(answer.status).toBe(400)
    for (const body of ['{', '[]', '{"advance":"x"}', '{"advance":-1}', '{"set":"never"}']) {
      const headers = { 'content-type': 'application/json' }
      const refused = await fetch(`${server.url}/graph-sim/clock`, { method: 'POST', headers, body })
      expect([body, refused.status, Object.keys((await refused.json()) as object)]).toEqual([
        body,
        400,
        ['message'],
      ])
    }
  })

  it('keeps the latest 200 answers and no token', async () => {
    const tenant = smallTenant()
    await using server = await serve(tenant, { explorer: true })
    const client = clientOf(tenant)
    for (let i = 0; i < 205; i++) await client.get(`/me?$select=id&i=${i}`)
    const list = (await (await fetch(`${server.url}/graph-sim/requests`)).json()) as {
      value: { number: number }[]
    }
    expect(list.value).toHaveLength(200)
    expect(list.value[0]?.number).toBe(6)
    const one = await (await fetch(`${server.url}/graph-sim/requests/205`)).text()
    expect(JSON.parse(one)).toMatchObject({
      method: 'GET',
      status: 200,
      body: expect.stringContaining(tenant.me.id),
    })
    expect(one).not.toMatch(/eyJ|authorization/i)
    expect((await fetch(`${server.url}/graph-sim/requests/1`)).status).toBe(404)
    expect((await fetch(`${server.url}/graph-sim/nothing`)).status).toBe(404)
  })

  it('names bytes instead of keeping them, and cuts what is long', async () => {
    const tenant = smallTenant()
    await using server = await serve(tenant, { explorer: true })
    const client = clientOf(tenant)
    await client.put('/me/drive/root:/long.txt:/content', 'x'.repeat(400_000))
    await client.put('/me/drive/root:/some.bin:/content', new Uint8Array(1000))
    await client.get('/me/drive/root:/long.txt:/content')
    await client.get('/me/drive/root:/some.bin:/content')
    const bodyOf = async (number: number): Promise<string> =>
      ((await (await fetch(`${server.url}/graph-sim/requests/${number}`)).json()) as { body: string }).body
    expect((await bodyOf(4)).length).toBeLessThan(270_000)
    expect(await bodyOf(6)).toMatch(/^\(1000 bytes of /)
  })

  it('leaves no trace in the record of requests, and one that a snapshot follows', async () => {
    const tenant = smallTenant()
    await using server = await serve(tenant, { explorer: true })
    const [, other] = tenant.users
    const sizes = await fetch(`${server.url}/graph-sim/people/${other?.id}/sizes`)
    expect(await sizes.json()).toEqual({ messages: 36, events: 20, contacts: 8 })
    expect(tenant.requests).toEqual([])
    const path = `/users/${other?.id}/messages?$top=3`
    const again = await loadTenant(saveTenant(tenant))
    expect((await clientOf(again).get(path)).text).toBe((await clientOf(tenant).get(path)).text)
  })
})
