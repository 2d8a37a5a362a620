import { defineTool, type TaskQueue, type Tool } from '@graphkeep/core'
import { z } from 'zod'

import { taskFrom, taskRow, taskState } from './task-row.ts'

const input = z.strictObject({
  state: taskState.optional().describe('Only tasks in this state.'),
  top: z.int().min(1).max(100).default(20).describe('How many, at most 100; the newest first.'),
})

const output = z.object({ tasks: z.array(taskRow), more: z.boolean() })

/** Makes the tool that lists background work. */
export function cacheTaskList(queue: TaskQueue): Tool<z.infer<typeof input>, z.infer<typeof output>> {
  return defineTool({
    name: 'cache_task_list',
    title: 'List background tasks',
    description:
      'Lists the background tasks of this account, such as refreshing and fetching ahead, with their state and progress. It shows neither their input nor their results.',
    effect: 'read',
    openWorld: false,
    permissions: { delegated: [], application: [] },
    input,
    output,

    async run({ state, top }, { scope }) {
      const jobs = await queue.list(scope, { limit: top + 1, ...(state !== undefined && { state }) })
      return { tasks: jobs.slice(0, top).map(taskFrom), more: jobs.length > top }
    },
  })
}
