import { defineTool } from '@graphkeep/core'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

describe('defineTool', () => {
  it('gives the tool back, and lets nobody change it', () => {
    const given = {
      name: 'user_whoami',
      title: 'Who am I',
      description: 'Returns the signed-in user.',
      effect: 'read',
      permissions: { delegated: ['User.Read'], application: [] },
      input: z.object({}),
      output: z.object({ id: z.string() }),
      run: async () => ({ id: 'A' }),
    } as const
    const tool = defineTool(given)
    expect(tool).toBe(given)
    expect(() => Object.assign(tool, { effect: 'destructive' })).toThrow(TypeError)
  })
})
