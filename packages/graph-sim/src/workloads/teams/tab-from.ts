import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import type { Channel, TeamTab } from './team.ts'
import { boundId } from './team-call.ts'

const configurationNames = ['entityId', 'contentUrl', 'websiteUrl', 'removeUrl'] as const

/** Pins the tab that a request describes to a channel. */
export function addTab(call: Call, channel: Channel, json: JsonObject): TeamTab {
  const appId = boundId(member(json, 'teamsApp@odata.bind'), 'teamsApp')
  const displayName = member(json, 'displayName')
  const tab: TeamTab = {
    id: call.tenant.teams().newId(),
    appId,
    displayName: typeof displayName === 'string' ? displayName : '',
    configuration: configurationFrom(member(json, 'configuration')),
  }
  channel.tabs.push(tab)
  return tab
}

/** Changes a tab as a request says: its name and what it shows. */
export function changeTab(tab: TeamTab, json: JsonObject): void {
  const displayName = member(json, 'displayName')
  if (displayName !== undefined) {
    if (typeof displayName !== 'string') refuse(badRequest('The displayName of a tab is a text.'))
    tab.displayName = displayName
  }
  const configuration = member(json, 'configuration')
  if (configuration !== undefined) tab.configuration = configurationFrom(configuration)
}

function configurationFrom(value: unknown): TeamTab['configuration'] {
  if (!isObject(value)) return null
  return Object.fromEntries(configurationNames.map((name) => [name, member(value, name) ?? null]))
}
