import type { DeltaResource } from '../../src/delta.ts'

const taken: readonly DeltaResource[] = [
  { kind: 'messages', folder: 'inbox', select: ['subject'], since: '2026-01-01' },
  { kind: 'calendarView', start: '2026-01-01', end: '2026-02-01' },
  { kind: 'users', ids: ['1'] },
]
void taken

const refused: readonly DeltaResource[] = [
  // @ts-expect-error: changes of a window take no $select (Graph rule 21).
  { kind: 'calendarView', start: '2026-01-01', end: '2026-02-01', select: ['subject'] },
  // @ts-expect-error: messages are followed folder by folder (Graph rule 20).
  { kind: 'messages' },
  // @ts-expect-error: a window has two ends (Graph rule 14).
  { kind: 'calendarView', start: '2026-01-01' },
  // @ts-expect-error: people are filtered by id only (Graph rule 22).
  { kind: 'users', since: '2026-01-01' },
]
void refused
