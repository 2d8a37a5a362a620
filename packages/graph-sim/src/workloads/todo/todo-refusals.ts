import type { Problem } from '../../errors/graph-problem.ts'

/** What To Do says to requests that it does not take; it gives no reason. */
export const invalidTodoRequest: Problem = {
  status: 400,
  code: 'invalidRequest',
  message: 'Invalid request',
  inner: { code: 'RequestBroker--ParseUri' },
}

/** A task that is in another list than the path says. */
export const taskElsewhere: Problem = {
  status: 400,
  code: 'invalidRequest',
  message: 'Parent folder specified does not contain a Task with given Id',
}

/** A change to a list that every mailbox has. */
export const wellKnownListFixed: Problem = {
  status: 400,
  code: 'invalidRequest',
  message: 'A built-in task list cannot be renamed or deleted.',
}

/** A body without the name that a new thing has to have. */
export function nameMissing(property: string): Problem {
  return { status: 400, code: 'invalidRequest', message: `The property '${property}' is required.` }
}
