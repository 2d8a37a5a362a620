import type { Timeline } from '../tenant/timeline.ts'
import type { ChangeNotice } from './change-notices.ts'
import type { Outbox } from './outbox.ts'

/** What goes wrong with notifications on their way. */
export interface NoticeFaults {
  /** Puts a notice into the outbox, unless a fault wants it otherwise. */
  apply(notice: ChangeNotice, outbox: Outbox, timeline: Timeline): void
}

/** Nothing goes wrong. */
export const noNoticeFaults: NoticeFaults = { apply: (notice, outbox) => outbox.put(notice) }
