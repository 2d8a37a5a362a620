import { GraphFailure, systemClock } from '@graphkeep/core'

import { longSleep } from '../client/long-sleep.ts'
import { pauseMs } from '../sending/patience.ts'
import type { TransferContext } from './transfer-context.ts'

/** How often in a row something may go wrong without a single byte more. */
const mostIdle = 6

/** How long Graph may not know a session that it has just opened, in milliseconds for each look. */
const settleMs = 5000

/** The longest pause that is waited for, in milliseconds. */
const longestWaitMs = 600_000

/** What went wrong, how often in a row, and which statuses may pass. */
export interface Setback {
  readonly idle: number
  readonly mayPass: readonly number[]
  readonly context: TransferContext
}

/** Waits before a transfer goes on: as long as Graph asks, else longer each time. Throws the error when no waiting helps. */
export async function waitAfter(error: unknown, { idle, mayPass, context }: Setback): Promise<void> {
  if (!(error instanceof GraphFailure) || !mayPass.includes(error.status) || idle > mostIdle) throw error
  const waitMs = error.retryAfterMs ?? (error.status === 404 ? settleMs : pauseMs(idle))
  if (waitMs > longestWaitMs) throw error
  await longSleep(context.clock ?? systemClock, waitMs, context.signal)
}
