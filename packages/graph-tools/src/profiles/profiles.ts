import type { ToolEffect } from '@graphkeep/core'

/** A named selection of tools. */
export interface Profile {
  /** What it is for. */
  readonly purpose: string

  /** Families of tools, the part of a name before its first `_`; `all` for every one. */
  readonly families: readonly string[] | 'all'

  /** Default: every effect. */
  readonly effects?: readonly ToolEffect[]
}

/** The names of the profiles. */
export type ProfileName = 'read' | 'mail' | 'calendar' | 'assistant' | 'all'

const always = ['user', 'account', 'cache']

/** What a host can be given by one word. */
export const profiles: Readonly<Record<ProfileName, Profile>> = Object.freeze({
  read: { purpose: 'Looks at everything and changes nothing.', families: 'all', effects: ['read'] },
  mail: {
    purpose: 'Mail, its folders, and the people in it.',
    families: ['email', 'folder', 'contact', ...always],
  },
  calendar: { purpose: 'Meetings, and the people in them.', families: ['calendar', 'contact', ...always] },
  assistant: {
    purpose: 'The everyday work of one person: mail, calendar, contacts and files.',
    families: ['email', 'folder', 'calendar', 'contact', 'file', ...always],
  },
  all: { purpose: 'Every tool there is.', families: 'all' },
})
