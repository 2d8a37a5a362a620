import { expect, it } from 'vitest'
import { z } from 'zod'

import type { Dialect, TestClient } from './clients.ts'
import { createNotes } from './notes.ts'
import type { ServerKind } from './server-kinds.ts'

const notes = createNotes()

/** Registers what holds of the list of tools. */
export function listRules({ level }: ServerKind, dialect: Dialect, client: () => TestClient): void {
  it('lists every tool in the order of the invoker, beside the tools of the host', async () => {
    const names = (await client().list()).tools.map((tool) => tool.name)
    const ours = notes.tools.map((tool) => tool.name)
    expect(names).toEqual(level === 'McpServer' ? ['host_before', ...ours, 'host_after'] : ours)
  })

  it('shows title, description and the 2020-12 schemas of each tool, word for word', async () => {
    const { tools } = await client().list()
    for (const { name, title, description, input, output } of notes.tools) {
      expect(tools.find((tool) => tool.name === name)).toMatchObject({ title, description })
      const shown = tools.find((tool) => tool.name === name)
      expect(shown?.['inputSchema']).toEqual(jsonSchema(input as unknown as z.ZodType, 'input'))
      expect(shown?.['outputSchema']).toEqual(jsonSchema(output as unknown as z.ZodType, 'output'))
    }
  })

  it('derives the annotations from what a tool does', async () => {
    const { tools } = await client().list()
    const shown = (name: string) => tools.find((tool) => tool.name === name)
    const hints = (
      readOnlyHint: boolean,
      destructiveHint: boolean,
      idempotentHint: boolean,
      openWorldHint: boolean,
    ) =>
      expect.objectContaining({
        annotations: { readOnlyHint, destructiveHint, idempotentHint, openWorldHint },
      })
    expect(shown('note_get')).toEqual(hints(true, false, true, false))
    expect(shown('note_list')).toEqual(hints(true, false, true, true))
    expect(shown('note_add')).toEqual(hints(false, false, false, false))
    expect(shown('note_delete')).toEqual(hints(false, true, true, true))
    expect(shown('note_delete')?.['_meta']).toEqual({ 'anthropic/requiresUserInteraction': true })
    expect(shown('note_add')?.['_meta']).toBeUndefined()
  })

  it('lists the same bytes every time, and on 2026-07-28 says how long the list holds', async () => {
    const [first, second] = [await client().list(), await client().list()]
    expect(JSON.stringify(second.tools)).toBe(JSON.stringify(first.tools))
    const modern = dialect === 'v2 client, 2026-07-28'
    expect([first.ttlMs, first.cacheScope]).toEqual(modern ? [300_000, 'private'] : [undefined, undefined])
  })
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema, ...json } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' })
  return json
}
