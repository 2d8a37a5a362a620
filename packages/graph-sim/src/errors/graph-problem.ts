/** What an answer that refuses a request says, besides the ids that every answer carries. */
export interface Problem {
  readonly status: number
  readonly code: string
  readonly message: string
  /** Headers to send along, e.g. `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>
  /** What is wrong in particular, in the `details` of the error. */
  readonly details?: readonly Readonly<Record<string, unknown>>[]
  /** Members of `innerError` besides the date and the ids. */
  readonly inner?: Readonly<Record<string, unknown>>
}

/** A refusal on its way from a route to the answer; it never leaves the simulator as an exception. */
export class GraphProblem extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.message)
    this.name = 'GraphProblem'
    this.problem = problem
  }
}

/** Refuses the request; `never` so that it can end any expression. */
export function refuse(problem: Problem): never {
  throw new GraphProblem(problem)
}
