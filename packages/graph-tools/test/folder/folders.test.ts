import { createTenant } from '@graphkeep/graph-sim'
import { describe, expect, it } from 'vitest'

import { noon, openWorld } from '../world/open-world.ts'

interface Folder {
  readonly id: string
  readonly name: string
  readonly unread: number
  readonly total: number
  readonly folders?: number
  readonly depth: number
}

interface Tree {
  readonly folders: readonly Folder[]
  readonly total: number
  readonly unread: number
  readonly more: boolean
  readonly note?: string
}

describe('folder_list', () => {
  it('lists one level, at the top or in a folder', async () => {
    const { call } = openWorld()
    const top = await call<Tree>('folder_list')
    expect(top.folders.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Inbox', 'Sent Items', 'Archive']),
    )
    expect(top).toMatchObject({ total: top.folders.length, more: false })
    const parent = top.folders.find(({ folders }) => folders)
    const below = await call<Tree>('folder_list', { parent: parent?.id })
    expect(below.folders).toHaveLength(parent?.folders ?? 0)
  })

  it('goes on with its cursor', async () => {
    const { call } = openWorld()
    const first = await call<Tree & { nextCursor: string }>('folder_list', { top: 3 })
    const second = await call<Tree>('folder_list', { top: 3, cursor: first.nextCursor })
    const names = [...first.folders, ...second.folders].map(({ name }) => name)
    expect(new Set(names).size).toBe(6)
  })
})

describe('folder_get_tree', () => {
  it('reads every folder on every level, each below its own', async () => {
    const { call } = openWorld()
    const tree = await call<Tree>('folder_get_tree')
    const walked: string[] = []
    const walk = async (parent: string | undefined, depth: number): Promise<void> => {
      const { folders } = await call<Tree>('folder_list', { parent, top: 100 })
      for (const { id, name, folders: inside } of folders) {
        walked.push(`${depth} ${name} ${id}`)
        if (inside) await walk(id, depth + 1)
      }
    }
    await walk(undefined, 0)
    expect(tree.folders.map(({ depth, name, id }) => `${depth} ${name} ${id}`)).toEqual(walked)
    expect(tree).toMatchObject({ total: walked.length, more: false })
    expect(tree.unread).toBe(tree.folders.reduce((sum, { unread }) => sum + unread, 0))
  })

  it('reads 200 folders with at most five requests, and says what it leaves out', async () => {
    const tenant = createTenant({ seed: 7, now: noon, folders: 200, messages: 100 })
    const { call } = openWorld({ tenant })
    const tree = await call<Tree>('folder_get_tree')
    expect(tree.total).toBeGreaterThanOrEqual(200)
    expect(tenant.requests.length).toBeLessThanOrEqual(5)
    expect(tree.folders).toHaveLength(150)
    expect(tree).toMatchObject({
      more: true,
      note: expect.stringContaining(`Only the first 150 of ${tree.total}`),
    })
  })

  it('reads what is below one folder', async () => {
    const { call } = openWorld()
    const all = await call<Tree>('folder_get_tree')
    const at = all.folders.findIndex(({ name }) => name === 'Projects')
    const below = await call<Tree>('folder_get_tree', { under: all.folders[at]?.id })
    const end = all.folders.findIndex(({ depth }, index) => index > at && depth === 0)
    expect(below.folders.map(({ name }) => name)).toEqual(
      all.folders.slice(at + 1, end).map(({ name }) => name),
    )
    expect(below.folders[0]?.depth).toBe(0)
    expect(await call<Tree>('folder_get_tree', { under: 'archive' })).toEqual({
      folders: [],
      total: 0,
      unread: 0,
      more: false,
    })
  })

  it('asks again for what Graph cuts from a list that comes along', async () => {
    const tenant = createTenant({ seed: 7, now: noon, folders: 40, messages: 100 })
    const whole = await openWorld({ tenant }).call<Tree>('folder_get_tree')
    const cutting = openWorld({
      batchSize: 1,
      tenant,
      fetch: async (input, init) => {
        const answer = await tenant.fetch(input as string, init as RequestInit)
        const body = (await answer.json()) as { value: { childFolders?: object[] }[] }
        for (const folder of body.value) folder.childFolders = (folder.childFolders ?? []).slice(0, 2)
        return Response.json(body)
      },
    })
    expect((await cutting.call<Tree>('folder_get_tree')).folders).toEqual(whole.folders)
  })
})
