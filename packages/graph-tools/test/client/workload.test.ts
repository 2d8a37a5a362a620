import { describe, expect, it } from 'vitest'

import { laneOf } from '../../src/client/lane.ts'
import { workloadOf } from '../../src/client/workload.ts'

describe('the part of Graph that answers a path', () => {
  it.each([
    ['/me/messages?$top=1', 'outlook'],
    ['/me/mailFolders/inbox/messages', 'outlook'],
    ['/users/ada%40x.example/calendarView', 'outlook'],
    ['/groups/1/events', 'outlook'],
    ['/me/todo/lists', 'outlook'],
    ['/me/somethingNew', 'outlook'],
    ['/me/drive/root:/messages/a.txt:/content', 'files'],
    ['/drives/1/items/2', 'files'],
    ['/sites/root/lists', 'files'],
    ['/groups/1/drive/root', 'files'],
    ['/teams/1/channels', 'teams'],
    ['/me/joinedTeams', 'teams'],
    ['/chats/1/messages', 'teams'],
    ['/me', 'directory'],
    ['/users?$top=5', 'directory'],
    ['/users/1', 'directory'],
    ['/users/1/manager', 'directory'],
    ['/me/photo/$value', 'directory'],
    ['/groups/1/members', 'directory'],
    ['/directoryRoles', 'directory'],
    ['/reports/getTeamsUserActivityUserDetail', 'other'],
    ['/$batch', 'other'],
  ])('%s: %s', (path, workload) => expect(workloadOf(path)).toBe(workload))
})

describe('what is counted together', () => {
  const scope = { tenant: 'T', account: 'Ada@x.example' }
  const lane = (path: string) => laneOf(path, workloadOf(path), scope).key

  it('is one mailbox, by whatever casing', () => {
    expect(lane('/me/messages')).toBe(lane('/users/ada%40X.example/events'))
    expect(lane('/me/messages')).not.toBe(lane('/users/bob%40x.example/messages'))
  })

  it('is one drive or site, apart from the mailbox of its owner', () => {
    expect(lane('/me/drive/root')).not.toBe(lane('/me/messages'))
    expect(lane('/drives/1/root')).not.toBe(lane('/drives/2/root'))
  })

  it('is the whole directory of a tenant', () => {
    expect(lane('/users/1')).toBe(lane('/groups/2/members'))
  })
})
