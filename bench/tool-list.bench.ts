import { fileURLToPath } from 'node:url'

import { countTokens } from 'gpt-tokenizer/encoding/o200k_base'

import { connectServer } from './connect-server.ts'
import { markdownTable } from './markdown-table.ts'

const command = fileURLToPath(new URL('../packages/graphkeep/src/bin.ts', import.meta.url))

/** Measures what the list of tools costs a model's context. */
export async function measureToolList(print: (line: string) => void): Promise<void> {
  await using server = await connectServer([command, 'serve', '--stdio', '--sim', '--no-warm'])
  const { tools } = await server.client.listTools()
  const whole = JSON.stringify(tools)
  const seenByModel = JSON.stringify(
    tools.map(({ name, description, inputSchema }) => ({ name, description, inputSchema })),
  )
  print(`${tools.length} tools; tokens by o200k_base.\n`)
  print(
    markdownTable(
      ['what', 'bytes', 'tokens'],
      [
        ['tools/list, everything', whole],
        ['what a model is given: name, description, input schema', seenByModel],
      ].map(([what = '', text = '']) => [what, String(Buffer.byteLength(text)), String(countTokens(text))]),
    ),
  )
}
