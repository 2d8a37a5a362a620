import { type AnyTool, defineTool, type Schema, type Tool, type ToolContext } from '@graphkeep/core'
import { expectTypeOf } from 'vitest'
import { z } from 'zod'

const basis = {
  name: 'email_list',
  title: 'List mail',
  description: 'Lists mail.',
  effect: 'read',
  permissions: { delegated: ['Mail.Read'], application: [] },
} as const

const input = z.object({ top: z.number().default(10), folder: z.string().optional() })
const output = z.object({ items: z.array(z.object({ id: z.string() })) })

// A schema's type is that of the value it gives: defaults are applied, so they are not optional.
expectTypeOf(input).toExtend<Schema<{ top: number; folder?: string | undefined }>>()

const tool = defineTool({
  ...basis,
  input,
  output,
  cache: {
    resource: 'mail.list',
    tags(output, input) {
      expectTypeOf(output.items).toEqualTypeOf<{ id: string }[]>()
      expectTypeOf(input.top).toEqualTypeOf<number>()
      return output.items.map(({ id }) => `email:message:${id}`)
    },
  },
  invalidates(input, output) {
    expectTypeOf(input.folder).toEqualTypeOf<string | undefined>()
    expectTypeOf(output).toEqualTypeOf<{ items: { id: string }[] } | undefined>()
    return []
  },
  async run(input, context) {
    expectTypeOf(input).toEqualTypeOf<{ top: number; folder?: string | undefined }>()
    expectTypeOf(context).toEqualTypeOf<ToolContext>()
    return { items: [{ id: String(input.top) }] }
  },
})

expectTypeOf(tool).toEqualTypeOf<
  Tool<{ top: number; folder?: string | undefined }, { items: { id: string }[] }>
>()
expectTypeOf(tool).toExtend<AnyTool>()
expectTypeOf([tool]).toExtend<readonly AnyTool[]>()

// @ts-expect-error: an answer that does not fit the output schema does not compile.
defineTool({ ...basis, input, output, run: async () => ({ items: [{ id: 1 }] }) })

// @ts-expect-error: an effect is one of three.
defineTool({ ...basis, effect: 'deletes', input, output, run: async () => ({ items: [] }) })

defineTool({
  ...basis,
  input,
  output,
  // @ts-expect-error: the row of the policy table has to exist.
  cache: { resource: 'mail.nothing', tags: () => [] },
  run: async () => ({ items: [] }),
})

// @ts-expect-error: a tool says which permissions it needs.
defineTool({ ...basis, permissions: undefined, input, output, run: async () => ({ items: [] }) })
