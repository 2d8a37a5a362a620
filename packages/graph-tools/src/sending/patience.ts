import type { GraphFailure } from '@graphkeep/core'

/** How often each part of a send is tried while it is certain that the earlier tries did nothing. */
export const mostAttempts = 4

/** How long to wait before the next look, in milliseconds: 1 s, then twice as long each time. */
export function pauseMs(attempt: number): number {
  return 1000 * 2 ** (attempt - 1)
}

/** Whether Graph has refused a request for good: it did nothing, and would do nothing the next time. */
export function tookNoEffect({ status, outcomeUnknown }: GraphFailure): boolean {
  return !outcomeUnknown && status >= 400 && status < 500
}

/** What a failure says happened, as a sentence, without what it says to do next. */
export function whatHappened({ message }: GraphFailure): string {
  return `${message.split('. ', 1)[0] ?? message}.`
}
