import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { describe, expect, it } from 'vitest'

import { createNotes } from './notes.ts'
import { serverKinds } from './server-kinds.ts'

const installed = fileURLToPath(import.meta.resolve('@modelcontextprotocol/inspector/package.json'))
const inspector = join(installed, '../clients/launcher/build/index.js')
const script = fileURLToPath(new URL('processes/stdio-server.ts', import.meta.url))
const newest = serverKinds.filter(({ name }) => /1\.32|2\.4/.test(name))

/** What the Inspector exits with when a tool's answer is an error. */
const toolIsError = 5

interface Inspected {
  readonly code: unknown
  readonly result: {
    readonly tools?: readonly { readonly name: string }[]
    readonly content?: readonly { readonly text: string }[]
  }
}

describe.each(newest)('the Inspector finds nothing wrong with $name', (kind) => {
  it.each(kind.sdk === 'v2' ? ['legacy', 'modern'] : ['legacy'])('in the %s era', async (era) => {
    const inspect = (...args: string[]) => run([kind.name, '--protocol-era', era, ...args])
    const [list, call, failure] = await Promise.all([
      inspect('--method', 'tools/list', '--strict'),
      inspect(
        '--method',
        'tools/call',
        '--tool-name',
        'note_list',
        '--tool-metadata',
        'graphkeep/freshness=fresh',
      ),
      inspect('--method', 'tools/call', '--tool-name', 'fail_read', '--tool-arg', 'how=throttled'),
    ])
    const ours = createNotes().tools.map(({ name }) => name)
    const listed = list.result.tools?.map(({ name }) => name)
    expect(listed?.filter((name) => ours.includes(name))).toEqual(ours)
    expect(list.code).toBe(0)
    expect(call.result).toMatchObject({
      structuredContent: { notes: [{ id: 'n1' }, { id: 'n2' }] },
      _meta: { 'graphkeep/freshness': { state: 'fresh', source: 'origin' } },
    })
    expect(failure.code).toBe(toolIsError)
    expect(failure.result.content?.[0]?.text).toContain('retry after 30 s')
  })
})

function run([kind = '', ...args]: string[]) {
  const command = [inspector, '--cli', process.execPath, script, kind, ...args, '--format', 'json', '-q']
  return new Promise<Inspected>((resolve, reject) => {
    execFile(process.execPath, command, (error, stdout, stderr) => {
      if (!stdout) return reject(new Error(`The Inspector said nothing: ${stderr}`))
      resolve({ code: error?.code ?? 0, result: JSON.parse(stdout).result })
    })
  })
}
