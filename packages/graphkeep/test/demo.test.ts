import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

import { runCommand } from './support/run-command.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

it('graphkeep demo sees each of its claims to be true', async () => {
  const { status, stdout, stderr } = await runCommand(['demo'])
  expect(stderr).toBe('')
  expect(stdout).toMatch(/All \d+ claims were seen to be true/)
  expect(stdout).not.toContain('✗')
  expect(status).toBe(0)
})

it('graphkeep demo --mail reads a folder of .eml files, broken ones included', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'plain.eml'), 'From: a@example.com\r\nSubject: One\r\n\r\nHello\r\n')
  writeFileSync(
    join(folder, 'broken-date.eml'),
    'From: b@example.com\r\nDate: yesterday-ish\r\nSubject: Two\r\n\r\nHello\r\n',
  )
  writeFileSync(
    join(folder, 'html.eml'),
    'Content-Type: text/html\r\nSubject: Three\r\n\r\n<p>Hello <b>there</b></p>\r\n',
  )
  writeFileSync(join(folder, 'nothing.eml'), '')
  const { status, stdout } = await runCommand(['demo', '--', '--mail', folder])
  expect(stdout).toMatch(/All \d+ claims were seen to be true/)
  expect(status).toBe(0)
})
