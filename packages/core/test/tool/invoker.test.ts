import {
  type AnyTool,
  type CallOptions,
  createEvents,
  createInvoker,
  defineTool,
  type GraphkeepEvents,
  InvalidInput,
  InvalidOutput,
  type InvokerOptions,
  type InvokeStep,
  SignInRequired,
  type ToolContext,
} from '@graphkeep/core'
import { manualClock } from '@graphkeep/core/testing'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

const scope = { tenant: 'contoso.com', account: 'ada' }
const permissions = { delegated: ['Mail.Read'], application: [] }

const list = defineTool({
  name: 'email_list',
  title: 'List mail',
  description: 'Lists mail.',
  effect: 'read',
  permissions,
  input: z.strictObject({
    top: z.number().int().default(10),
    filter: z.strictObject({ from: z.string() }).optional(),
  }),
  output: z.object({ asked: z.number() }),
  run: async ({ top }) => ({ asked: top }),
})

describe('calling a tool', () => {
  it('parses the input, applies its defaults, and gives the output', async () => {
    expect(await call(list, { top: 5 })).toEqual({ output: { asked: 5 } })
    expect(await call(list, {})).toEqual({ output: { asked: 10 } })
    expect(await call(list, undefined)).toEqual({ output: { asked: 10 } })
  })

  it('refuses a name that no tool has, and offers those of its family', async () => {
    const invoker = createInvoker({ tools: [list, named('email_send'), named('file_list')], fetchFor })
    const failure = await invoker.call('email_lst', {}, { scope }).catch((error) => error)
    expect(failure).toBeInstanceOf(InvalidInput)
    expect(failure.message).toContain('"email_lst"')
    expect(failure.message).toContain('email_list, email_send')
    expect(failure.message).not.toContain('file_list')
  })

  const wrong: readonly (readonly [string, unknown, string])[] = [
    ['an argument that does not exist', { topp: 5 }, 'topp'],
    ['an argument of the wrong type', { top: '5' }, 'top: '],
    ['an argument deep inside of the wrong type', { filter: { from: 1 } }, 'filter.from: '],
    ['something else than an object', 'top 5', 'Invalid input'],
  ]

  for (const [what, input, named] of wrong) {
    it(`refuses ${what}, and names it`, async () => {
      await expect(call(list, input)).rejects.toThrow(InvalidInput)
      await expect(call(list, input)).rejects.toThrow(named)
    })
  }

  it('names everything that is wrong, not only the first', async () => {
    const failure = await call(list, { top: '5', filter: {} }).catch((error) => error)
    expect(failure.issues).toHaveLength(2)
  })

  it("takes an output that the tool's own schema refuses for a mistake of the tool", async () => {
    const broken: AnyTool = { ...list, run: async () => ({ asked: 'ten' }) }
    await expect(call(broken, {})).rejects.toThrow(InvalidOutput)
    await expect(call(broken, {})).rejects.toThrow(/email_list.*asked/)
  })

  it('hands the tool its scope, the fetch of that scope, the clock, and a way to tell its progress', async () => {
    const clock = manualClock()
    const told: unknown[] = []
    const answers: Record<string, ToolContext['fetch']> = { ada: async () => new Response('for ada') }
    const tool: AnyTool = {
      ...list,
      output: z.string(),
      async run(_, context: ToolContext) {
        expect([context.scope, context.clock]).toEqual([scope, clock])
        expect(context.signal.aborted).toBe(false)
        context.progress(1, 2, 'half')
        return (await context.fetch('/me')).text()
      },
    }
    const options = { clock, fetchFor: ({ account }: { account: string }) => answers[account] ?? noFetch }
    const answer = await call(tool, {}, { onProgress: (...args) => told.push(args) }, options)
    expect(answer.output).toBe('for ada')
    expect(told).toEqual([[1, 2, 'half']])
  })

  it('gives a call’s own token to its fetch alone', async () => {
    const given: unknown[] = []
    const tool: AnyTool = {
      ...list,
      output: z.string(),
      run: async (_, context: ToolContext) => JSON.stringify(context),
    }
    const fetchFor = (...[, , options]: Parameters<InvokerOptions['fetchFor']>) => {
      given.push(options)
      return noFetch
    }
    const { output } = await call(tool, {}, { token: 'a token' }, { fetchFor })
    await call(tool, {}, {}, { fetchFor })
    expect(given).toEqual([{ token: 'a token' }, {}])
    expect(output).not.toContain('a token')
  })

  it('refuses two tools of one name', () => {
    expect(() => createInvoker({ tools: [list, named('email_list')], fetchFor })).toThrow(TypeError)
  })

  it('lets the tools be listed in the order they were given', () => {
    const tools = [named('b'), named('a')]
    expect(createInvoker({ tools, fetchFor }).tools).toEqual(tools)
  })
})

describe('the steps of a call', () => {
  it('run from the first to the last, then the tool, then back', async () => {
    const order: string[] = []
    const step =
      (name: string): InvokeStep =>
      async (call, next) => {
        order.push(`${name} in`)
        const answer = await next(call)
        order.push(`${name} out`)
        return answer
      }
    const tool: AnyTool = { ...list, run: async () => ({ asked: order.push('tool') }) }
    await call(tool, {}, {}, { steps: [step('first'), step('second')] })
    expect(order).toEqual(['first in', 'second in', 'tool', 'second out', 'first out'])
  })

  it('get the tool, the parsed input and the freshness that was wished for', async () => {
    const seen: unknown[] = []
    const look: InvokeStep = (call, next) => {
      seen.push(call.tool, call.input, call.freshness)
      return next(call)
    }
    await call(list, {}, { freshness: 60 }, { steps: [look] })
    expect(seen).toEqual([list, { top: 10 }, 60])
  })

  it('may answer instead of the tool', async () => {
    const answer = { output: 'cached' }
    const tool: AnyTool = { ...list, run: () => expect.unreachable() }
    expect(await call(tool, {}, {}, { steps: [async () => answer] })).toBe(answer)
  })

  it('may change the call on its way', async () => {
    const more: InvokeStep = (call, next) => next({ ...call, input: { top: 99 } })
    expect((await call(list, {}, {}, { steps: [more] })).output).toEqual({ asked: 99 })
  })

  it('see the input only after it was parsed, and not at all when it is refused', async () => {
    const step: InvokeStep = () => expect.unreachable()
    await expect(call(list, { top: 'all' }, {}, { steps: [step] })).rejects.toThrow(InvalidInput)
  })
})

describe('a caller who goes away', () => {
  it('aborts the tool through its signal', async () => {
    const controller = new AbortController()
    const reason = new Error('gone')
    const tool: AnyTool = {
      ...list,
      run: (_, { signal }: ToolContext) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    }
    const answer = call(tool, {}, { signal: controller.signal })
    await new Promise((resolve) => setImmediate(resolve))
    controller.abort(reason)
    await expect(answer).rejects.toBe(reason)
  })

  it('had gone before: nothing is run at all', async () => {
    const reason = new Error('gone')
    const tool: AnyTool = { ...list, run: () => expect.unreachable() }
    const steps: InvokeStep[] = [() => expect.unreachable()]
    await expect(call(tool, {}, { signal: AbortSignal.abort(reason) }, { steps })).rejects.toBe(reason)
  })
})

describe('the event of a call', () => {
  it('tells tool, duration and outcome', async () => {
    const clock = manualClock()
    const tool: AnyTool = { ...list, run: async () => clock.jump(250).then(() => ({ asked: 1 })) }
    expect(await eventsOf(tool, {}, { clock })).toEqual([{ tool: 'email_list', ms: 250, outcome: 'ok' }])
  })

  it('tells the code of the error, and nothing that was said', async () => {
    const clock = manualClock()
    const failing = (error: Error): AnyTool => ({ ...list, run: () => Promise.reject(error) })
    const own = await eventsOf(failing(new SignInRequired('Ada is not signed in')), {}, { clock })
    expect(own).toEqual([{ tool: 'email_list', ms: 0, outcome: 'error', code: 'ERR_SIGN_IN_REQUIRED' }])
    const foreign = await eventsOf(failing(new Error('Dear Ada')), {}, { clock })
    expect(foreign).toEqual([{ tool: 'email_list', ms: 0, outcome: 'error', code: 'ERR_UNEXPECTED' }])
    const refused = await eventsOf(list, { secret: 'hunter2' }, { clock })
    expect(refused).toEqual([{ tool: 'email_list', ms: 0, outcome: 'error', code: 'ERR_INVALID_INPUT' }])
  })

  it('does not repeat a name that no tool has', async () => {
    const events = createEvents()
    const seen: unknown[] = []
    events.on('tool.called', ({ tool }) => seen.push(tool))
    const invoker = createInvoker({ tools: [list], fetchFor, events })
    await expect(invoker.call('the password is hunter2', {}, { scope })).rejects.toThrow(InvalidInput)
    expect(seen).toEqual(['unknown'])
  })
})

function named(name: string): AnyTool {
  return { ...list, name }
}

function noFetch(): Promise<Response> {
  return Promise.reject(new Error('This tool makes no request'))
}

function fetchFor(): ToolContext['fetch'] {
  return noFetch
}

function call(
  tool: AnyTool,
  input: unknown,
  call: Partial<CallOptions> = {},
  options: Partial<InvokerOptions> = {},
) {
  const invoker = createInvoker({ tools: [tool], fetchFor, ...options })
  return invoker.call(tool.name, input, { scope, ...call })
}

async function eventsOf(tool: AnyTool, input: unknown, options: Partial<InvokerOptions>) {
  const events = createEvents()
  const seen: GraphkeepEvents['tool.called'][] = []
  events.on('tool.called', (event) => seen.push(event))
  await call(tool, input, {}, { ...options, events }).catch(() => {})
  return seen
}
