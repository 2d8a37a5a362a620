import type { EventKind } from './usage-events.ts'

const team: readonly EventKind[] = ['posted', 'replied']
const mail: readonly EventKind[] = ['sent', 'read']
const everything: readonly EventKind[] = ['sent', 'read', 'edited', 'posted', 'replied', 'chatted']

/** What each column counts; columns that are not here count nothing that the tenant has. */
const counted: Readonly<Record<string, readonly EventKind[]>> = {
  Send: ['sent'],
  Receive: ['received'],
  Read: ['read'],
  Active: everything,
  'Viewed Or Edited': ['edited'],
  'Viewed Or Edited File Count': ['edited'],
  'Team Chat Messages': team,
  'Team Chat Message Count': team,
  'Channel Messages': team,
  'Post Messages': ['posted'],
  'Reply Messages': ['replied'],
  'Private Chat Messages': ['chatted'],
  'Private Chat Message Count': ['chatted'],
  'Active Users': team,
  'Office 365': everything,
  'Office 365 Active': everything,
  Exchange: mail,
  'Exchange Active': mail,
  Outlook: mail,
  OneDrive: ['edited'],
  'OneDrive Active': ['edited'],
  Teams: ['posted', 'replied', 'chatted'],
  'Teams Active': ['posted', 'replied', 'chatted'],
}

/** The kinds of events that a column counts; `undefined` for a column that counts something else. */
export function countedIn(column: string): readonly EventKind[] | undefined {
  return Object.hasOwn(counted, column) ? counted[column] : undefined
}

/** The kinds of events of a service, for the day on which somebody last used it. */
export function kindsOfService(service: string): readonly EventKind[] {
  return counted[service] ?? []
}

/** What stands in a column that nothing is known of: a day is empty, whether something is so is no, the rest is 0. */
export function emptyCell(column: string): string | number {
  if (/ Date$|Names$|Durations?$/.test(column)) return /Duration/.test(column) ? 'PT0S' : ''
  if (/^(Used|Has|Is) /.test(column)) return /^Used /.test(column) ? 'No' : 'False'
  if (/ \((Windows|Mac|Mobile|Web)\)$/.test(column)) return 'No'
  return 0
}
