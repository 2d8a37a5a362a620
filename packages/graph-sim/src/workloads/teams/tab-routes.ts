import { refuse } from '../../errors/graph-problem.ts'
import { created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { readJson } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Entity } from '../../odata/entity.ts'
import { openComplex, text } from '../../odata/property-type.ts'
import type { Expander } from '../../odata/write-entity.ts'
import type { Route } from '../../routing/route.ts'
import { createTabs, deleteTabs, readTabs, writeTabs } from './app-permissions.ts'
import { addTab, changeTab } from './tab-from.ts'
import type { Channel, TeamTab } from './team.ts'
import { appById, appOf, appType } from './team-apps.ts'
import { channelContext, channelOf, requireActive } from './team-call.ts'
import { notFound } from './team-problems.ts'
import { allAtOnce } from './team-rules.ts'

const workload = 'teams'
const list = '/teams/{team}/channels/{channel}/tabs'
const one = `${list}/{tab}`

/** Pages that are pinned to channels. */
export const tabRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: [list],
    workload,
    permissions: readTabs,
    answer(call) {
      const channel = channelOf(call)
      const source = { entity: tabEntity(channel), context: contextOf(call), expand }
      return answerList(call, { ...source, rules: allAtOnce, rows: channel.tabs })
    },
  },
  {
    method: 'GET',
    paths: [one],
    workload,
    permissions: readTabs,
    answer: (call) => ok(tabBody(call, tabOf(call))),
  },
  {
    method: 'POST',
    paths: [list],
    workload,
    permissions: createTabs,
    answer(call) {
      const channel = channelOf(call)
      requireActive(channel)
      return created(tabBody(call, addTab(call, channel, readJson(call))))
    },
  },
  {
    method: 'PATCH',
    paths: [one],
    workload,
    permissions: writeTabs,
    answer(call) {
      const tab = tabOf(call)
      requireActive(channelOf(call))
      changeTab(tab, readJson(call))
      return ok(tabBody(call, tab))
    },
  },
  {
    method: 'DELETE',
    paths: [one],
    workload,
    permissions: deleteTabs,
    answer(call) {
      const { tabs } = channelOf(call)
      tabs.splice(tabs.indexOf(tabOf(call)), 1)
      return noContent
    },
  },
]

const properties = {
  id: text,
  displayName: text,
  webUrl: text,
  configuration: openComplex('teamsTabConfiguration'),
} as const

const expand: Readonly<Record<string, Expander<TeamTab>>> = { teamsApp: ({ appId }) => appOf(appById(appId)) }

function tabEntity({ id: channelId }: Channel): Entity<TeamTab> {
  return {
    name: 'teamsTab',
    properties: { ...properties, teamsApp: appType },
    navigation: ['teamsApp'],
    defaults: Object.keys(properties),
    always: [],
    annotations: () => ({}),
    read(tab, property) {
      const { id, displayName, configuration, appId } = tab
      if (property === 'teamsApp') return appOf(appById(appId))
      if (property === 'webUrl')
        return `https://teams.microsoft.com/l/channel/${encodeURIComponent(channelId)}/tab%3a%3a${id}?label=${encodeURIComponent(displayName)}`
      return property === 'configuration' ? configuration : tab[property as 'id' | 'displayName']
    },
  }
}

function tabOf(call: Call): TeamTab {
  return channelOf(call).tabs.find(({ id }) => id === call.params['tab']) ?? refuse(notFound)
}

function tabBody(call: Call, row: TeamTab): Record<string, unknown> {
  return entityBody(call, { entity: tabEntity(channelOf(call)), row, context: contextOf(call), expand })
}

function contextOf(call: Call): string {
  return `${channelContext(call)}/tabs`
}
