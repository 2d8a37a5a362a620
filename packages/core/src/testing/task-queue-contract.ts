import type { Clock } from '../clock.ts'
import type { TaskQueue } from '../queue/task-queue.ts'
import { type ContractCase, type ContractOptions, casesOf } from './contract.ts'
import { controlRules, endingRules } from './queue/control-rules.ts'
import { dedupeRules, enqueueRules } from './queue/enqueue-rules.ts'
import { leaseRules } from './queue/lease-rules.ts'
import { orderRules } from './queue/order-rules.ts'
import { outcomeRules } from './queue/outcome-rules.ts'

const rules = [
  ...enqueueRules,
  ...dedupeRules,
  ...orderRules,
  ...outcomeRules,
  ...leaseRules,
  ...controlRules,
  ...endingRules,
]

/**
 * Returns the rules that every {@link TaskQueue} obeys. Jobs that are due have to start by themselves: the clock is
 * moved only to let time go by.
 *
 * @param open Opens an empty queue that goes by the clock. The case closes it.
 *
 * @example
 * ```ts
 * for (const { name, run } of taskQueueContract((clock) => createMemoryTaskQueue({ clock }))) it(name, run)
 * ```
 */
export function taskQueueContract(
  open: (clock: Clock) => TaskQueue | Promise<TaskQueue>,
  options: ContractOptions = {},
): readonly ContractCase[] {
  return casesOf(rules, open, options)
}
