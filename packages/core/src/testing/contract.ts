import { setTimeout } from 'node:timers/promises'

import { type Clock, systemClock } from '../clock.ts'
import { type ManualClock, manualClock } from './manual-clock.ts'

/** One rule, and the test that checks it. Register it with any runner. */
export interface ContractCase {
  readonly name: string
  readonly run: () => Promise<void>
}

/** What a contract has to know of a backend. */
export interface ContractOptions {
  /**
   * The backend goes by its own time and not by the clock it is opened with: what can be waited for is waited for,
   * rules about exact moments are left out. Default `false`.
   */
  readonly ownTime?: boolean
}

/** A clock of which a rule only asks that time goes by. */
export interface MovableClock extends Clock {
  advance(ms: number): Promise<void>
}

/** A rule about something that can be opened; `exact` ones need a clock that stands still. */
export type Rule<subject> =
  | {
      readonly name: string
      readonly exact: false
      check(subject: subject, clock: MovableClock): Promise<void>
    }
  | {
      readonly name: string
      readonly exact: true
      check(subject: subject, clock: ManualClock): Promise<void>
    }

/** Turns rules into cases: each opens its own subject, checks it, and closes it. */
export function casesOf<subject extends AsyncDisposable>(
  rules: readonly Rule<subject>[],
  open: (clock: Clock) => subject | Promise<subject>,
  { ownTime = false }: ContractOptions,
): readonly ContractCase[] {
  const possible = rules.filter(({ exact }) => !(exact && ownTime))
  return possible.map((rule) => ({ name: rule.name, run: () => check(rule, open, ownTime) }))
}

async function check<subject extends AsyncDisposable>(
  rule: Rule<subject>,
  open: (clock: Clock) => subject | Promise<subject>,
  ownTime: boolean,
): Promise<void> {
  const manual = manualClock()
  const clock = ownTime ? backendClock : manual
  await using subject = await open(clock)
  await (rule.exact ? rule.check(subject, manual) : rule.check(subject, clock))
}

/** The time of a backend is not exactly ours: waiting takes a little longer. */
const backendClock: MovableClock = { ...systemClock, advance: (ms) => setTimeout(ms + 50) }
