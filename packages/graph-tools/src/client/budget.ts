import { type Clock, GraphFailure } from '@graphkeep/core'

import type { GraphCall, Send } from './graph-call.ts'
import { longSleep } from './long-sleep.ts'
import { type ResourceBudget, statedUnits, unitsOf } from './resource-units.ts'
import type { Workload } from './workload.ts'

/** Budgets by part of Graph; a part without one is not held back. */
export type ResourceBudgets = Partial<Readonly<Record<Workload, ResourceBudget>>>

interface Account {
  units: number
  at: number
}

/**
 * Holds requests back that would cost a tenant more resource units than it has, instead of having them refused. What an
 * answer says of its cost corrects the estimate.
 */
export function budgeted(next: Send, budgets: ResourceBudgets, clock: Clock): Send {
  const accounts = new Map<string, Account>()

  return async (call) => {
    const budget = budgets[call.workload]
    const units = unitsOf(call)
    if (budget === undefined || units === 0) return next(call)
    const account = accountOf(call, budget)
    account.units -= units
    const waitMs = Math.ceil((-account.units * budget.perMs) / budget.units)
    if (waitMs > 0) await waitFor(waitMs, call, () => refund(account, units))
    const answer = await next(call)
    refund(account, units - (statedUnits(answer) ?? units))
    return answer
  }

  async function waitFor(waitMs: number, call: GraphCall, giveBack: () => void): Promise<void> {
    try {
      if (clock.now() + waitMs >= call.deadline) throw overBudget(waitMs)
      await longSleep(clock, waitMs, call.signal)
    } catch (error) {
      giveBack()
      throw error
    }
  }

  function accountOf({ scope, workload }: GraphCall, { units, perMs }: ResourceBudget): Account {
    const key = `${scope.tenant}/${workload}`.toLowerCase()
    const now = clock.now()
    const account = accounts.get(key) ?? { units, at: now }
    const earned = (Math.max(0, now - account.at) * units) / perMs
    account.units = Math.min(units, account.units + earned)
    account.at = now
    accounts.set(key, account)
    return account
  }
}

function refund(account: Account, units: number): void {
  account.units += units
}

function overBudget(waitMs: number): GraphFailure {
  return new GraphFailure(
    `The tenant's resource units are used up (Graph rules 28 and 29), and the request was not sent. Wait ${Math.ceil(waitMs / 1000)} seconds, then try again.`,
    { status: 429, retryAfterMs: waitMs, retryable: true },
  )
}
