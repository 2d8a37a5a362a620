import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const folder = fileURLToPath(new URL('.', import.meta.url))

describe.each(['legacy', 'modern'])('the example, seen by the MCP Inspector in the %s era', (era) => {
  it('lists tools whose schemas every host can take', async () => {
    const { result } = await inspect(era, '--method', 'tools/list', '--strict')
    expect(result.tools).toHaveLength(19)
  })

  it('answers a call', async () => {
    const call = ['--method', 'tools/call', '--tool-name', 'email_list', '--tool-args-json', '{"top":2}']
    const { result } = await inspect(era, ...call)
    expect(result.structuredContent.messages).toHaveLength(2)
  })
})

/** Runs the Inspector's command line on the example, and returns the JSON that it prints. */
function inspect(era: string, ...args: readonly string[]) {
  const options = [
    '--cli',
    process.execPath,
    'server.ts',
    '--protocol-era',
    era,
    '--format',
    'json',
    '-q',
    ...args,
  ]
  const inspector = spawn('node_modules/.bin/mcp-inspector', options, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  inspector.stdout.on('data', (chunk) => (stdout += chunk))
  inspector.stderr.on('data', (chunk) => (stderr += chunk))
  // biome-ignore lint/suspicious/noExplicitAny: what the Inspector prints is checked by the expectations.
  return new Promise<any>((resolve, reject) => {
    inspector.once('close', (status) => {
      if (status === 0) resolve(JSON.parse(stdout))
      else reject(new Error(`mcp-inspector ended with ${status}: ${stderr}`))
    })
  })
}
