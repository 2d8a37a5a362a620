import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'

import {
  type Connect,
  createGraphkeep,
  deviceCode,
  importedRefreshToken,
  interactive,
  type PublicApp,
} from '../../src/index.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { startTenantWithSignIn, type TenantWithSignIn } from '../support/tenant-with-sign-in.ts'

const key = randomBytes(32)
const ada = 'ada@contoso.example'
let world: TenantWithSignIn

beforeAll(async () => {
  world = await startTenantWithSignIn()
})

afterAll(() => world.close())

function app(): PublicApp {
  const { provider, baseUrl, fetch } = world
  const { authority, clientId, tenant } = provider
  return { authority, clientId, tenant, baseUrl, fetch, permissions: ['Mail.Read'] }
}

/** One start of a program that keeps its data in a folder. */
async function start<C extends Connect>(connect: C, folder: string) {
  const keep = await createGraphkeep({ connect: connect as C & Connect<Awaited<ReturnType<C>>>, folder, key })
  onTestFinished(() => keep.close())
  return keep
}

describe('a browser of this machine', () => {
  it('signs a person in, and a device code goes on with what it kept', async () => {
    const folder = temporaryFolder()
    const keep = await start(interactive(app()), folder)
    await keep.connection.signIn(({ url, code, message }) => {
      expect(code).toBeUndefined()
      expect(message).toContain(url)
      void world.provider.browse(url)
    })
    expect((await keep.call('user_whoami')).output).toMatchObject({
      name: world.ada.displayName,
    })
    await keep.close()
    const next = await start(deviceCode(app()), folder)
    expect(await next.accounts?.list()).toMatchObject([{ scope: { account: ada } }])
    expect((await next.call('email_list', { top: 1 })).output).toMatchObject({ messages: [{}] })
  })

  it('is where a model sends the person, without a code', async () => {
    const keep = await start(interactive(app()), temporaryFolder())
    await expect(keep.call('user_whoami')).rejects.toMatchObject({
      code: 'ERR_SIGN_IN_REQUIRED',
      message: expect.stringMatching(/Open https:\S+ and sign in\./),
    })
    const { output } = await keep.call('account_sign_in')
    expect(output).toEqual({ url: expect.any(String), expiresAt: expect.stringMatching(/Z$/) })
    await world.provider.browse((output as { url: string }).url)
    await expect
      .poll(async () => (await keep.call('account_status')).output)
      .toMatchObject({ state: 'signed_in' })
  })
})

describe('the refresh token of another program', () => {
  it('is used once, by whichever start comes first, and every start goes on with what came of it', async () => {
    const folder = temporaryFolder()
    const connect = importedRefreshToken({
      ...app(),
      refreshToken: await world.provider.refreshTokenOfAnother(),
    })
    const starts = await Promise.all([start(connect, folder), start(connect, folder)])
    for (const keep of [...starts, await start(connect, folder)])
      expect(await keep.scope()).toEqual({ tenant: world.provider.tenant, account: ada })
    expect((await starts[1].call('user_whoami')).output).toMatchObject({
      name: world.ada.displayName,
    })
  })

  it('does not sign an account in again that was signed out', async () => {
    const folder = temporaryFolder()
    const connect = importedRefreshToken({
      ...app(),
      refreshToken: await world.provider.refreshTokenOfAnother(),
    })
    const keep = await start(connect, folder)
    await keep.accounts?.signOut(await keep.scope())
    expect(await (await start(connect, folder)).accounts?.list()).toEqual([])
  })

  it('is refused with the next step when the provider takes it no longer, and never repeated', async () => {
    const connect = importedRefreshToken({ ...app(), refreshToken: 'a-token-that-is-none' })
    const failure = await start(connect, temporaryFolder()).catch((error: Error) => error)
    expect(failure).toMatchObject({
      code: 'ERR_SIGN_IN_REQUIRED',
      message: expect.stringContaining('graphkeep login'),
    })
    expect(String(failure)).not.toContain('a-token-that-is-none')
  })
})
