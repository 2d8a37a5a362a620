import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createTenant, serve } from '@graphkeep/graph-sim'
import { describe, expect, it, onTestFinished } from 'vitest'

import { examineNode } from '../src/doctor/examine-node.ts'
import { runCommand } from './support/run-command.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const key = { GRAPHKEEP_KEY: randomBytes(32).toString('base64') }

describe('graphkeep doctor', () => {
  it('finds everything well, and says who is signed in', async () => {
    const graph = await startGraph()
    const args = ['doctor', '--sim', '--folder', temporaryFolder(), '--graph', graph, '--profile', 'calendar']
    const { status, stdout } = await runCommand(args, key)
    expect(stdout.split('\n').map((line) => line.split(/ +/, 2).join(' '))).toEqual([
      '✓ Node',
      '✓ Master',
      '✓ Database',
      '✓ Store',
      '✓ Sign-in',
      '✓ Clock',
      '✓ Permissions',
      '',
    ])
    expect(stdout).toContain(
      'is asked for Calendars.ReadBasic, Calendars.ReadWrite, Contacts.Read, User.Read.',
    )
    expect(status).toBe(0)
  })

  it('says what to do when nobody is signed in', async () => {
    const args = [
      'doctor',
      '--client-id',
      'an-app',
      '--folder',
      temporaryFolder(),
      '--graph',
      await startGraph(),
    ]
    const { status, stdout } = await runCommand(args, key)
    expect(stdout).toMatch(/· Sign-in +Nobody is signed in.*graphkeep login/)
    expect(status).toBe(0)
  })

  it('goes on after a key that does not fit, and ends with status 1', async () => {
    const folder = temporaryFolder()
    const args = ['doctor', '--sim', '--folder', folder, '--graph', await startGraph()]
    await runCommand(args, key)
    const { status, stdout } = await runCommand(args, { GRAPHKEEP_KEY: randomBytes(32).toString('base64') })
    expect(stdout).toMatch(/✗ Database .*ERR_DATABASE_REFUSED/)
    expect(stdout).toMatch(/✓ Clock/)
    expect(status).toBe(1)
  })

  it('sees a clock that is so wrong that tokens are refused', async () => {
    const wrong = createServer((_request, response) => {
      response.setHeader('date', new Date(Date.now() + 3_600_000).toUTCString()).end()
    }).listen(0, '127.0.0.1')
    onTestFinished(() => void wrong.close())
    await new Promise((resolve) => wrong.once('listening', resolve))
    const graph = `http://127.0.0.1:${(wrong.address() as AddressInfo).port}`
    const { status, stdout } = await runCommand(
      ['doctor', '--sim', '--folder', temporaryFolder(), '--graph', graph],
      key,
    )
    expect(stdout).toMatch(/✗ Clock +-3[56]\d\d s.*NTP/)
    expect(status).toBe(1)
  })

  it('names the Node to install when this one is too old', () => {
    expect(examineNode('20.20.2')).toMatchObject({
      verdict: 'bad',
      detail: expect.stringContaining('22.18.0'),
    })
  })
})

async function startGraph(): Promise<string> {
  const server = await serve(createTenant())
  onTestFinished(() => server.close())
  return server.url
}
