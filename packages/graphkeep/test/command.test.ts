import { describe, expect, it } from 'vitest'

import { commandOptions } from '../src/command/command-options.ts'
import { isNodeSupported } from '../src/command/node-version.ts'
import { runCommand } from './support/run-command.ts'

describe('the graphkeep command', () => {
  it('names an unknown command and an unknown option, and shows what there is', async () => {
    for (const args of [['sreve'], ['serve', '--stdoi'], []]) {
      const { status, stderr } = await runCommand(args)
      expect(status).toBe(2)
      expect(stderr).toContain('Usage: graphkeep')
      if (args.length > 0) expect(stderr).toContain(args.at(-1))
    }
  })

  it('tells its version and its usage on standard output', async () => {
    expect((await runCommand(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
    expect((await runCommand(['--help'])).stdout).toContain('serve --stdio')
  })

  it('takes options from the environment, and the command line before it', () => {
    const env = { GRAPHKEEP_CLIENT_ID: 'from-environment', GRAPHKEEP_TENANT: 't' }
    expect(commandOptions(['--client-id', 'given'], env)).toMatchObject({ clientId: 'given', tenant: 't' })
    expect(commandOptions([], env)).toMatchObject({ clientId: 'from-environment' })
  })

  it('reads paths from where the person was, not from where a package manager runs scripts', () => {
    expect(commandOptions(['--', '--mail', 'letters'], { INIT_CWD: '/home/ada' }).mail).toBe(
      '/home/ada/letters',
    )
  })

  it('refuses a Node that the database driver would crash on', () => {
    expect(['20.20.2', '22.17.1', '22.18.0', '24.0.0'].map(isNodeSupported)).toEqual([
      false,
      false,
      true,
      true,
    ])
  })
})
