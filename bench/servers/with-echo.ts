import { defineTool } from '@graphkeep/core'
import { createGraphkeep, serveStdio, simulated } from 'graphkeep'
import { z } from 'zod'

const echo = defineTool({
  name: 'bench_echo',
  title: 'Echo',
  description: 'Returns the text that was sent.',
  effect: 'read',
  openWorld: false,
  permissions: { delegated: [], application: [] },
  input: z.strictObject({ text: z.string() }),
  output: z.object({ text: z.string() }),
  run: async ({ text }) => ({ text }),
})

const folder = process.env['GRAPHKEEP_FOLDER']
await serveStdio(
  await createGraphkeep({ connect: simulated(), tools: [echo], ...(folder !== undefined && { folder }) }),
)
