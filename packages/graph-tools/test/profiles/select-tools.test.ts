import { describe, expect, it } from 'vitest'

import { catalog } from '../../src/index.ts'
import { type ProfileName, profiles, selectTools, type ToolSelection } from '../../src/profiles.ts'

const names = (selection: ToolSelection) => selectTools(catalog, selection).map(({ name }) => name)
const familiesOf = (selection: ToolSelection) => new Set(names(selection).map((name) => name.split('_')[0]))

describe('a selection of tools', () => {
  it('is the profile assistant when nothing is said, and keeps the order of the catalog', () => {
    expect(names({})).toEqual(names({ profile: 'assistant' }))
    const order = catalog.map(({ name }) => name)
    for (const profile of Object.keys(profiles) as ProfileName[]) {
      expect(names({ profile })).toEqual(order.filter((name) => names({ profile }).includes(name)))
      expect(profiles[profile].purpose).toMatch(/^[A-Z].+\.$/)
    }
  })

  it('of a profile has its families and no other, of several all of them', () => {
    expect(familiesOf({ profile: 'mail' })).toEqual(new Set(['email', 'folder', 'contact', 'user']))
    expect(familiesOf({ profile: 'calendar' })).toEqual(new Set(['calendar', 'contact', 'user']))
    expect(names({ profile: 'all' })).toEqual(catalog.map(({ name }) => name))
    const both = new Set([...names({ profile: 'mail' }), ...names({ profile: 'calendar' })])
    expect(new Set(names({ profile: ['mail', 'calendar'] }))).toEqual(both)
  })

  it('of the profile read, or of the effect read, changes nothing', () => {
    for (const selection of [{ profile: 'read' }, { profile: 'all', effects: ['read'] }] as const) {
      expect(selectTools(catalog, selection).every(({ effect }) => effect === 'read')).toBe(true)
    }
    expect(names({ profile: 'read' })).toContain('email_list')
    expect(names({ profile: 'mail', effects: ['read'] })).not.toContain('email_send')
  })

  it('takes tools and families in and leaves them out by name; leaving out goes before', () => {
    expect(names({ profile: 'calendar', include: ['file', 'email_get'] })).toEqual(
      expect.arrayContaining(['file_list', 'file_get', 'email_get']),
    )
    expect(names({ profile: 'calendar', include: ['file', 'email_get'] })).not.toContain('email_list')
    expect(
      names({ profile: 'mail', include: ['email_send'], exclude: ['email_send', 'folder'] }),
    ).not.toEqual(expect.arrayContaining(['email_send']))
  })

  it('has only what the granted permissions suffice for', () => {
    const granted = ['Mail.Read', 'User.Read']
    for (const { permissions } of selectTools(catalog, { profile: 'all', permissions: granted })) {
      expect(granted).toEqual(expect.arrayContaining([...permissions.delegated]))
    }
    expect(names({ profile: 'all', permissions: granted })).toContain('email_list')
  })

  it('refuses what there is not, and says what there is', () => {
    const refused = (selection: object) => expect(() => selectTools(catalog, selection as ToolSelection))
    refused({ profile: 'mails' }).toThrow(/no profile "mails".*assistant/)
    refused({ profile: 'toString' }).toThrow(/no profile/)
    refused({ include: ['email_lits'] }).toThrow(/"email_lits".*email, folder/)
    refused({ exclude: ['mail'] }).toThrow(/no tool or family "mail"/)
    refused({ effects: ['delete'] }).toThrow(/no effect "delete"/)
    refused({ profile: 'calendar', exclude: ['calendar', 'contact', 'user'] }).toThrow(/No tool is left/)
  })
})
