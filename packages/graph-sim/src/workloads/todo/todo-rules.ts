import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import type { ListRules } from '../../odata/list-rules.ts'
import type { Permissions } from '../../routing/route.ts'
import { outlookFilterRefusal } from '../outlook/outlook-rules.ts'
import { invalidTodoRequest } from './todo-refusals.ts'

/** To read task lists and tasks. */
export const readTasks: Permissions = {
  delegated: ['Tasks.Read', 'Tasks.ReadWrite'],
  shared: ['Tasks.Read.Shared', 'Tasks.ReadWrite.Shared'],
  application: ['Tasks.Read.All', 'Tasks.ReadWrite.All'],
}

/** To create, change and delete task lists and tasks. */
export const writeTasks: Permissions = {
  delegated: ['Tasks.ReadWrite'],
  shared: ['Tasks.ReadWrite.Shared'],
  application: ['Tasks.ReadWrite.All'],
}

/** How task lists, tasks and their parts may be listed: pages of 50, and no filter by the kind of a list. */
export const todoListRules: ListRules = {
  pageSize: 50,
  largestPage: 1000,
  paging: 'skip',
  counts: () => true,
  refusals: [
    {
      source: 'microsoft-graph-docs-contrib issue 411',
      when: ({ filter }) => filter.some(({ property }) => property === 'wellknownListName'),
      problem: () => invalidTodoRequest,
    },
    outlookFilterRefusal(['categories']),
  ],
}

/** Refuses `$select`, which To Do does not take anywhere (msgraph-sdk-dotnet issue 2900). */
export function refuseSelect(call: Call): void {
  if (call.query.option('select') !== undefined) refuse(invalidTodoRequest)
}
