import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

const cwd = fileURLToPath(new URL('..', import.meta.url))
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const [call = '', once = '', adapter = '', faults = ''] = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(
  ([, code]) => code as string,
)

describe('the README', () => {
  it('calls a tool', async () => {
    const output = await run(call)
    expect(output).toContain("{ output: { text: 'Hello Ada' } }")
    expect(output).toMatch(/ERR_INVALID_INPUT .*nam/)
  })

  it('does a call once', async () => {
    expect((await run(once)).match(/\{ rings: 1 \}/g)).toHaveLength(3)
  })

  it('runs the contract on an adapter', async () => {
    const output = await run(adapter)
    expect(output).toMatch(/pass [1-9]\d+/)
    expect(output).toContain('fail 0')
  })

  it('makes a store fail', async () => {
    expect(await run(faults)).toBe('ERR_STORE_UNAVAILABLE\n')
  })
})

async function run(code: string): Promise<string> {
  const args = ['--input-type=module-typescript', '--eval', code]
  return (await promisify(execFile)(process.execPath, args, { cwd })).stdout
}
