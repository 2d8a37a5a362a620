import { createCacheManager } from '@graphkeep/cache'
import { createMemoryTaskQueue } from '@graphkeep/core'
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base'
import { describe, expect, it } from 'vitest'

import { accountTools } from '../../src/account.ts'
import { cacheTools } from '../../src/cache.ts'
import { catalog } from '../../src/index.ts'

const everything = [
  ...catalog,
  ...cacheTools({ cache: createCacheManager(), queue: createMemoryTaskQueue() }),
  ...accountTools({
    list: async () => [],
    signIn: async () => ({ url: 'https://login.example', expiresAt: 0 }),
    progress: () => undefined,
    signOut: async () => false,
  }),
]
const target = 'draft-2020-12'

describe.each(everything.map((tool) => [tool.name, tool] as const))('%s', (name, tool) => {
  const input = tool.input['~standard'].jsonSchema.input({ target })
  const output = tool.output['~standard'].jsonSchema.output({ target })

  it('has a name that every host takes', () => {
    expect(name).toMatch(/^[a-z][a-z0-9_]{2,39}$/)
  })

  it('has a short description in whole sentences', () => {
    expect(Buffer.byteLength(tool.description)).toBeLessThanOrEqual(1500)
    expect(tool.description).toMatch(/^[A-Z][^.]{20,}[.:]/)
    expect(tool.description).toMatch(/\.$/)
    expect(tool.title.length).toBeLessThanOrEqual(40)
  })

  it.each([
    ['input', input],
    ['output', output],
  ])('has an %s schema that every host takes', (_, schema) => {
    expect(schema).toMatchObject({ type: 'object', properties: expect.any(Object) })
    for (const part of partsOf(schema)) {
      for (const combinator of ['anyOf', 'oneOf', 'allOf', 'not', '$ref', '$defs'])
        expect(part).not.toHaveProperty(combinator)
      expect(
        part['type'] === undefined
          ? ['const', 'enum'].some((key) => key in part)
          : typeof part['type'] === 'string',
      ).toBe(true)
      if (part['type'] === 'array') expect(part['items']).toMatchObject({ type: expect.any(String) })
    }
  })

  it('takes no argument that it does not know', () => {
    expect(input).toMatchObject({ additionalProperties: false })
  })

  it('describes every argument that does not speak for itself', () => {
    const bare = Object.entries((input['properties'] ?? {}) as Record<string, { description?: string }>)
      .filter(([, property]) => property.description === undefined)
      .map(([key]) => key)
    const plain = [
      'subject',
      'body',
      'bodyType',
      'saveToSentItems',
      'cc',
      'bcc',
      'location',
      'unreadOnly',
      'hasAttachments',
    ]
    expect(bare.filter((key) => !plain.includes(key))).toEqual([])
  })

  it('is cached only when it reads, and makes untrue only when it writes', () => {
    if (tool.effect === 'read') expect(tool.invalidates).toBeUndefined()
    else expect(tool.cache).toBeUndefined()
    if (tool.effect !== 'read' && !name.startsWith('cache_')) expect(tool.invalidates).toBeTypeOf('function')
  })

  it('cannot be changed', () => {
    expect(Object.isFrozen(tool)).toBe(true)
  })
})

describe('the catalog', () => {
  it('has each name once, in an order that does not change', () => {
    expect(everything.map(({ name }) => name)).toEqual([
      'email_list',
      'email_get',
      'email_search',
      'email_send',
      'email_move',
      'email_mark_read',
      'folder_list',
      'folder_get_tree',
      'calendar_list_events',
      'calendar_create_event',
      'contact_list',
      'file_list',
      'file_get',
      'user_whoami',
      'cache_get_stats',
      'cache_invalidate',
      'cache_warming_status',
      'cache_task_list',
      'cache_task_get_status',
      'account_list',
      'account_sign_in',
      'account_sign_out',
      'account_status',
    ])
  })

  it('costs a model less than 12,000 tokens to read', () => {
    const definitions = everything.map(({ name, title, description, input, output }) => ({
      name,
      title,
      description,
      // Servers leave out the dialect, which is the protocol's own.
      inputSchema: { ...input['~standard'].jsonSchema.input({ target }), $schema: undefined },
      outputSchema: { ...output['~standard'].jsonSchema.output({ target }), $schema: undefined },
    }))
    expect(countTokens(JSON.stringify(definitions))).toBeLessThan(12_000)
  })
})

/** A schema and every schema in it. */
function partsOf(schema: unknown): readonly Record<string, unknown>[] {
  if (typeof schema !== 'object' || schema === null) return []
  const { properties, items } = schema as { properties?: Record<string, unknown>; items?: unknown }
  const inner = [...Object.values(properties ?? {}), ...(items === undefined ? [] : [items])]
  return [schema as Record<string, unknown>, ...inner.flatMap(partsOf)]
}
