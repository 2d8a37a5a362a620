import { defineTool, InvalidInput, type TaskQueue, type Tool } from '@graphkeep/core'
import { z } from 'zod'

import { taskFrom, taskRow } from './task-row.ts'

const input = z.strictObject({
  id: z.string().min(1).max(200).describe('Id of the task, from cache_task_list.'),
})

/** Makes the tool that tells how far one piece of background work is. */
export function cacheTaskGetStatus(queue: TaskQueue): Tool<z.infer<typeof input>, z.infer<typeof taskRow>> {
  return defineTool({
    name: 'cache_task_get_status',
    title: 'Status of a background task',
    description: 'Tells how far one background task of this account is, and why it failed if it did.',
    effect: 'read',
    openWorld: false,
    permissions: { delegated: [], application: [] },
    input,
    output: taskRow,

    async run({ id }, { scope }) {
      const job = await queue.get(scope, id)
      if (!job)
        throw new InvalidInput([
          `id: this account has no task with it any more. List them with cache_task_list`,
        ])
      return taskFrom(job)
    },
  })
}
