import { serve } from '@hono/node-server'
import { createGraphkeep, type Graphkeep, type UsersConnection, webApp } from 'graphkeep'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browse } from '../../packages/graph-tools/test/world/browser.ts'
import {
  startTenantWithSignIn,
  type TenantWithSignIn,
} from '../../packages/graphkeep/test/support/tenant-with-sign-in.ts'
import { createApp } from './app.ts'

let world: TenantWithSignIn
let keep: Graphkeep<UsersConnection>
let close: () => void
let address: string

beforeAll(async () => {
  world = await startTenantWithSignIn()
  const { provider, baseUrl, fetch } = world
  const { authority, tenant, redirectUri } = provider
  const { clientId, secret } = provider.confidential.secret
  const app = { authority, tenant, clientId, credential: { secret }, redirectUri, baseUrl, fetch }
  keep = await createGraphkeep({
    connect: webApp({ ...app, permissions: ['User.Read', 'Mail.Read'] }),
    storage: 'memory',
  })
  address = await new Promise((resolve) => {
    const server = serve({ fetch: createApp(keep).fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve(`http://127.0.0.1:${port}`),
    )
    close = () => server.close()
  })
})

afterAll(async () => {
  close()
  await keep.close()
  await world.close()
})

/** The browser of one user of the app, over HTTP. */
function openBrowser() {
  let cookie = ''

  async function request(path: string, method: 'GET' | 'POST' = 'GET') {
    const answer = await fetch(address + path, { method, headers: { cookie }, redirect: 'manual' })
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
    return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() }
  }

  return {
    request,

    /** Presses "Connect", signs in at the provider, and returns where that sends the browser. */
    async connect(): Promise<string> {
      const { location } = await request('/connect', 'POST')
      const callback = await browse(location ?? '', async (input, init) =>
        String(input).startsWith(world.provider.redirectUri)
          ? new Response(String(input))
          : world.provider.fetch(input, init),
      )
      return `/connected${new URL(callback).search}`
    },
  }
}

const idIn = (page: string) => /\/mail\/([\w-]+)/.exec(page)?.[1] ?? ''

describe('a web app whose users connect accounts', () => {
  it('shows each user their own account’s mail, and nobody else’s', async () => {
    const [one, two] = [openBrowser(), openBrowser()]
    const back = await one.connect()
    expect((await two.request(back)).status).toBe(400)
    expect((await one.request(back)).location).toBe('/')
    expect((await one.request(back)).text).toContain('has been used already')
    const home = (await one.request('/')).text
    expect(home).toContain('ada@contoso.example')
    const mail = `/mail/${idIn(home)}`
    const [, ...subjects] = (await one.request(mail)).text.split('<li>')
    expect(subjects).toHaveLength(5)
    expect((await two.request('/')).text).not.toContain('contoso.example')
    for (const [path, method] of [
      [mail, 'GET'],
      [mail.replace('mail', 'disconnect'), 'POST'],
    ] as const)
      expect((await two.request(path, method)).status).toBe(404)
    world.provider.seat('grace')
    await two.request(await two.connect())
    const theirs = (await two.request(`/mail/${idIn((await two.request('/')).text)}`)).text
    expect(theirs).toContain('grace@contoso.example')
    expect(theirs.split('<li>').slice(1)).not.toEqual(subjects)
  })

  it('keeps nothing of an account after it was disconnected', async () => {
    const user = openBrowser()
    world.provider.seat('ada')
    await user.request(await user.connect())
    const before = await entries()
    const id = idIn((await user.request('/')).text)
    await user.request(`/mail/${id}`)
    expect(await entries()).toBeGreaterThan(before)
    expect((await user.request(`/disconnect/${id}`, 'POST')).location).toBe('/')
    expect(await entries()).toBe(before)
    expect((await user.request(`/mail/${id}`)).status).toBe(404)
    expect((await user.request('/')).text).not.toContain('ada@contoso.example')
  })
})

async function entries(): Promise<number> {
  const { memory, store } = await keep.cache.stats()
  return memory.entries + (store?.entries ?? 0)
}
