import { type AnyTool, defineTool } from '@graphkeep/core'
import { z } from 'zod'

const permissions = { delegated: [], application: [] }

/** Makes a tool that counts and answers once it is told to go on, and the tool that tells it. */
export function countingTools(): readonly AnyTool[] {
  let goOn = () => {}

  const noteCount = defineTool({
    name: 'note_count',
    title: 'Count notes',
    description: 'Counts the notes, one after the other, and answers once note_go_on is called.',
    effect: 'read',
    permissions,
    input: z.object({ to: z.int() }),
    output: z.object({ counted: z.int() }),
    async run({ to }, { progress }) {
      const told = new Promise<void>((resolve) => {
        goOn = resolve
      })
      for (let done = 1; done <= to; done++) {
        progress(done, to, `${done} of ${to}`)
        progress(done - 1, undefined)
      }
      await told
      setTimeout(() => progress(to + 1, undefined, 'after the answer'), 5)
      return { counted: to }
    },
  })

  const noteGoOn = defineTool({
    name: 'note_go_on',
    title: 'Go on',
    description: 'Lets note_count answer.',
    effect: 'write',
    permissions,
    input: z.object({}),
    output: z.object({}),
    async run() {
      goOn()
      return {}
    },
  })

  return [noteCount, noteGoOn]
}

/** Makes a tool that waits until it is cancelled, and one that says how often that was. */
export function waitingTools(): readonly AnyTool[] {
  let cancelled = 0

  const noteWait = defineTool({
    name: 'note_wait',
    title: 'Wait for a note',
    description: 'Waits until it is cancelled.',
    effect: 'read',
    permissions,
    input: z.object({}),
    output: z.object({}),
    run: (_input, { signal, progress }) =>
      new Promise<never>((_resolve, reject) => {
        const abort = () => {
          cancelled++
          reject(signal.reason)
        }
        if (signal.aborted) return abort()
        signal.addEventListener('abort', abort)
        progress(1, undefined, 'waiting')
      }),
  })

  const noteCancelled = defineTool({
    name: 'note_cancelled',
    title: 'Cancelled waits',
    description: 'Returns how many waits were cancelled.',
    effect: 'read',
    permissions,
    input: z.object({}),
    output: z.object({ cancelled: z.int() }),
    run: async () => ({ cancelled }),
  })

  return [noteWait, noteCancelled]
}
