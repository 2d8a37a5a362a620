import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'

import { commandOptions } from '../../src/command/command-options.ts'
import { connectFrom } from '../../src/command/connect-from.ts'
import { UsageError } from '../../src/command/usage-error.ts'
import { connectClient } from '../support/connect-client.ts'
import { command, runCommand } from '../support/run-command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { startTenantWithSignIn, type TenantWithSignIn } from '../support/tenant-with-sign-in.ts'

let world: TenantWithSignIn

beforeAll(async () => {
  world = await startTenantWithSignIn()
})

afterAll(() => world.close())

/** What a person would export once, with a folder of its own. */
function environment(): Record<string, string> {
  const { provider, env } = world
  return {
    ...env,
    GRAPHKEEP_KEY: randomBytes(32).toString('base64'),
    GRAPHKEEP_FOLDER: temporaryFolder(),
    GRAPHKEEP_CLIENT_ID: provider.clientId,
    GRAPHKEEP_TENANT: provider.tenant,
    GRAPHKEEP_AUTHORITY: provider.authority,
  }
}

/** Runs `graphkeep login`, and lets the person do something with each line that it prints. */
async function login(
  args: readonly string[],
  env: Record<string, string>,
  onLine: (line: string) => void,
): Promise<string> {
  const { PATH = '' } = process.env
  const child = spawn(process.execPath, [command, 'login', ...args], {
    env: { PATH, HOME: '/nonexistent', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill())
  const lines: string[] = []
  for await (const line of createInterface(child.stdout)) {
    lines.push(line)
    onLine(line)
  }
  return lines.join('\n')
}

async function whoami(args: readonly string[], env: Record<string, string>): Promise<unknown> {
  const client = await connectClient(
    ['serve', '--stdio', '--no-warm', '--graph', world.baseUrl, ...args],
    '2026-07-28',
    env,
  )
  const { structuredContent, content } = await client.callTool({ name: 'user_whoami' })
  await client.close()
  return structuredContent ?? content
}

describe('graphkeep login', () => {
  it('signs in with a device code for every later start, until graphkeep logout', async () => {
    const env = environment()
    const printed = await login([], env, (line) => {
      const [, code] = / enter (\S+)$/.exec(line) ?? []
      if (code) void world.provider.answer(code, 'agree', 'grace')
    })
    expect(printed).toContain('Grace Hopper is signed in.')
    expect(await whoami([], env)).toMatchObject({ name: world.grace.displayName })
    const { stdout } = await runCommand(['logout', '--account', 'Grace@contoso.example'], env)
    expect(stdout).toContain('grace@contoso.example is signed out')
    const doctor = await runCommand(['doctor', '--graph', world.baseUrl], env)
    expect(doctor.stdout).toMatch(/· Sign-in +Nobody is signed in/)
  })

  it('opens the browser of the machine with --interactive for what the selected tools need, and shows the address as well', async () => {
    const folder = temporaryFolder()
    const [browser, opened] = [join(folder, 'browser'), join(folder, 'opened')]
    writeFileSync(browser, `#!/bin/sh\necho "$1" > ${opened}.part && mv ${opened}.part ${opened}\n`, {
      mode: 0o700,
    })
    const env = { ...environment(), BROWSER: browser }
    const page = async () => {
      await expect.poll(() => existsSync(opened), { timeout: 30_000 }).toBe(true)
      return readFileSync(opened, 'utf8').trim()
    }
    const [printed, address] = await Promise.all([
      login(['--interactive', '--profile', 'calendar', '--read-only'], env, () => {}),
      page().then(async (address) => {
        await world.provider.browse(address)
        return address
      }),
    ])
    expect(printed).toContain(address)
    const asked = new URL(address).searchParams.get('scope')?.split(' ')
    expect(asked?.filter((name) => name.includes('.')).toSorted()).toEqual([
      'Calendars.ReadBasic',
      'Contacts.Read',
      'User.Read',
    ])
    expect(printed).toContain('Ada Lovelace is signed in.')
  })
})

describe('a start that needs nobody', () => {
  it('takes over the refresh token of another program', async () => {
    const env = { ...environment(), GRAPHKEEP_REFRESH_TOKEN: await world.provider.refreshTokenOfAnother() }
    expect(await whoami([], env)).toMatchObject({ name: world.ada.displayName })
  })

  it('acts as an application with a secret or a certificate, for the account it is told', async () => {
    const { secret, certificate } = world.provider.confidential
    const account = ['--account', world.grace.userPrincipalName]
    const pem = join(temporaryFolder(), 'app.pem')
    writeFileSync(pem, `${certificate.pair.cert}\n${certificate.pair.key}`)
    const env = { ...environment(), GRAPHKEEP_CLIENT_ID: secret.clientId }
    expect(await whoami(account, { ...env, GRAPHKEEP_CLIENT_SECRET: secret.secret })).toMatchObject({
      name: world.grace.displayName,
    })
    const doctor = ['doctor', '--graph', world.baseUrl, ...account]
    const certified = { GRAPHKEEP_CLIENT_ID: certificate.clientId, GRAPHKEEP_CERTIFICATE: pem }
    expect((await runCommand(doctor, { ...env, ...certified })).stdout).toMatch(/✓ Sign-in +.*certificate/)
    const refused = await runCommand(doctor, { ...env, GRAPHKEEP_CLIENT_SECRET: 'an-old-secret' })
    expect(refused.status).toBe(1)
    expect(refused.stdout).toMatch(/✗ Sign-in +.*Check that the client secret has not ended/)
    expect(refused.stdout).not.toContain('an-old-secret')
  })
})

describe('options that do not go together', () => {
  it.each([
    [['--sim'], { GRAPHKEEP_CLIENT_SECRET: 'x' }, 'Choose one: --sim or GRAPHKEEP_CLIENT_SECRET.'],
    [['--interactive'], {}, 'Signing in needs --client-id ID.'],
    [['--client-id', 'x'], { GRAPHKEEP_CLIENT_SECRET: 'x' }, '--tenant'],
    [['--managed-identity', '--tenant', 't'], {}, '--account'],
    [['--workload-identity', '--client-id', 'x'], {}, 'AZURE_FEDERATED_TOKEN_FILE'],
    [['--client-id', 'x', '--authority', 'login.example'], {}, 'login.example'],
    [['--certificate', '/nonexistent', '--client-id=x', '--tenant=t', '--account=a'], {}, 'ENOENT'],
    [['--certificate', command, '--client-id=x', '--tenant=t', '--account=a'], {}, 'RSA key as PEM'],
  ])('%j are refused with what to write instead', async (args, env, sentence) => {
    const failure = await (async () => connectFrom(commandOptions(args, env)))().catch((error) => error)
    expect(failure).toBeInstanceOf(UsageError)
    expect(failure.message).toContain(sentence)
  })
})
