import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

import { commandOptions } from '../../src/command/command-options.ts'
import { selectionFrom } from '../../src/command/selection-from.ts'
import { UsageError } from '../../src/command/usage-error.ts'
import { connectClient } from '../support/connect-client.ts'
import { runCommand } from '../support/run-command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const selected = (...args: readonly string[]) => selectionFrom(commandOptions(args, {}))

describe('the tools that a command line selects', () => {
  it('are those of profiles, names and families, several with commas', () => {
    expect(selected().select).toEqual({})
    const names = ['--include', 'email_get,file', '--exclude=contact']
    expect(selected('--profile', 'mail, calendar', '--read-only', ...names).select).toEqual({
      profile: ['mail', 'calendar'],
      effects: ['read'],
      include: ['email_get', 'file'],
      exclude: ['contact'],
    })
  })

  it.each([
    [['--profile', 'mail,calender'], /no profile "calender".*assistant/],
    [['--profile='], /no profile ""/],
    [['--include', 'email_lits'], /"email_lits".*Families: email, /],
    [['--exclude', 'mail'], /no tool or family "mail"/],
    [['--profile', 'mail', '--exclude', 'email,folder,contact,user,account,cache'], /No tool is left/],
  ])('%j are refused with what there is', (args, sentence) => {
    expect(() => selected(...args)).toThrow(UsageError)
    expect(() => selected(...args)).toThrow(sentence)
  })

  it.each(['serve', 'login', 'doctor'])('are looked up by %s before it starts anything', async (name) => {
    const folder = temporaryFolder()
    const args = [name, ...(name === 'serve' ? ['--stdio'] : []), '--client-id', 'x', '--profile', 'calender']
    const env = { GRAPHKEEP_FOLDER: folder, GRAPHKEEP_KEY: 'ab'.repeat(32) }
    const { status, stdout, stderr } = await runCommand(args, env)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain('There is no profile "calender"')
    expect(readdirSync(folder)).toEqual([])
  })

  it('are the only ones that a client is shown, and that can be called', async () => {
    const args = ['--profile', 'calendar', '--read-only', '--exclude', 'cache']
    const client = await connectClient(['serve', '--stdio', '--sim', '--no-warm', ...args], '2026-07-28')
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toEqual(['calendar_list_events', 'contact_list', 'user_whoami'])
    await expect(client.callTool({ name: 'email_list' })).rejects.toThrow('Tool email_list not found')
  })
})
