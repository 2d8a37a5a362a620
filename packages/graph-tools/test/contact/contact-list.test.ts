import { describe, expect, it } from 'vitest'

import { openWorld } from '../world/open-world.ts'

describe('contact_list', () => {
  it('goes through all contacts, the first names first', async () => {
    const { call } = openWorld()
    const names: string[] = []
    let cursor: string | undefined
    do {
      const list = await call<{ contacts: { name: string }[]; nextCursor?: string; total: number }>(
        'contact_list',
        { top: 20, cursor },
      )
      names.push(...list.contacts.map(({ name }) => name))
      cursor = list.nextCursor
      if (!cursor) expect(names).toHaveLength(list.total)
    } while (cursor)
    expect(names.length).toBeGreaterThan(40)
    expect(names[0]).toBe(names.toSorted()[0])
  })

  it('leaves out what is empty', async () => {
    const { call } = openWorld()
    const { contacts } = await call<{ contacts: object[] }>('contact_list', { top: 100 })
    expect(JSON.stringify(contacts)).not.toMatch(/null|""|\[\]|odata/)
    expect(contacts[0]).toMatchObject({ id: expect.any(String), name: expect.any(String) })
  })
})
