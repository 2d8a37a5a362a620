import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { expect, it } from 'vitest'

const cwd = fileURLToPath(new URL('..', import.meta.url))
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

it('the README brings a token with each call', async () => {
  const [, code = ''] = /### A token with each call\n\n```ts\n(.*?)```/s.exec(readme) ?? []
  const args = ['--input-type=module-typescript', '--eval', code]
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd })
  expect(stdout).toMatch(
    /^\S+@\S+\nMicrosoft Graph does not take the token that came with the call\. .* undefined\n$/,
  )
})
