import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Answer } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import { addChannel, channelsFrom } from './channel-from.ts'
import { addTab } from './tab-from.ts'
import type { Team } from './team.ts'
import { boundId, teamOf } from './team-call.ts'
import { contentOf, groupForTeam } from './team-from.ts'
import { settingsFrom } from './team-settings.ts'

/** Begins to make the team that a request describes, and answers where it will be and how to ask for it (Graph rule 37). */
export function createTeam(call: Call): Answer {
  const json = readJson(call)
  const channels = channelsFrom(json)
  const apps = appsFrom(json)
  const { teams, delays } = call.tenant
  const team = teams().create(groupForTeam(call, json), { delay: delays.teams })
  team.settings = settingsFrom(json, team.settings)
  team.apps.push(...apps.filter((id) => !team.apps.includes(id)))
  const [general] = team.channels
  const first = member(json, 'firstChannelName')
  if (general !== undefined && typeof first === 'string' && first !== '') general.displayName = first
  for (const each of channels) {
    const name = String(member(each, 'displayName') ?? '').toLowerCase()
    if (name === general?.displayName.toLowerCase()) continue
    const channel = addChannel(call, team, withoutMarks(each))
    const tabs = member(each, 'tabs') ?? []
    if (Array.isArray(tabs)) for (const tab of tabs.filter(isObject)) addTab(call, channel, tab)
  }
  return underWay(call, team, { in: team, operationType: 'createTeam' })
}

/** Begins to copy a team: its group under another name, and of its parts those that the request names. */
export function cloneTeam(call: Call): Answer {
  const json = readJson(call)
  const original = teamOf(call)
  const displayName = member(json, 'displayName')
  if (typeof displayName !== 'string' || displayName.trim() === '')
    return refuse(badRequest('A copy of a team needs a displayName.'))
  const parts = partsFrom(member(json, 'partsToClone'))
  const { teams, groups, delays } = call.tenant
  const { group } = original
  const said = {
    visibility: group.visibility,
    classification: group.classification,
    description: displayName,
    ...json,
  }
  const { principal } = call
  const owners = principal.kind === 'delegated' ? [principal.user] : group.owners
  const people = parts.includes('members') ? group : { members: [], owners: [] }
  const copy = teams().create(
    groups().add(contentOf(call, displayName, said), {
      members: [...owners, ...people.members],
      owners: [...owners, ...people.owners],
    }),
    { delay: delays.teams },
  )
  if (parts.includes('settings')) copy.settings = original.settings
  if (parts.includes('apps')) copy.apps.push(...original.apps.filter((id) => !copy.apps.includes(id)))
  if (parts.includes('channels')) copyChannels(call, original, { copy, parts })
  return underWay(call, copy, { in: original, operationType: 'cloneTeam' })
}

interface Undertaking {
  readonly in: Team
  readonly operationType: string
}

function underWay(call: Call, made: Team, { in: team, operationType }: Undertaking): Answer {
  const targetId = made.group.id
  const targetLocation = `/teams('${targetId}')`
  const { readyAt } = made
  const store = call.tenant.teams()
  const { id } = store.startOperation({ team, operationType, endsAt: readyAt, targetId, targetLocation })
  return {
    status: 202,
    headers: {
      Location: `/teams('${team.group.id}')/operations('${id}')`,
      'Content-Location': targetLocation,
    },
  }
}

function copyChannels(
  call: Call,
  original: Team,
  { copy, parts }: { readonly copy: Team; readonly parts: readonly string[] },
): void {
  const store = call.tenant.teams()
  for (const { displayName, description, membershipType, isFavoriteByDefault, tabs } of original.channels) {
    if (membershipType !== 'standard') continue
    const known = copy.channels.find((each) => each.displayName === displayName)
    const channel = known ?? store.addChannel(copy, { displayName, description, isFavoriteByDefault })
    if (parts.includes('tabs'))
      channel.tabs.push(...tabs.map((tab) => ({ ...tab, id: store.newId(), configuration: null })))
  }
}

function partsFrom(value: unknown): readonly string[] {
  const known = ['apps', 'tabs', 'settings', 'channels', 'members']
  const parts = (typeof value === 'string' ? value : '').split(',').map((part) => part.trim().toLowerCase())
  const wrong = parts.find((part) => !known.includes(part))
  if (wrong !== undefined)
    refuse(badRequest(`partsToClone takes ${known.join(', ')}, and not '${wrong.slice(0, 40)}'.`))
  return parts
}

function appsFrom(json: JsonObject): readonly string[] {
  const apps = member(json, 'installedApps') ?? []
  if (!Array.isArray(apps) || !apps.every(isObject))
    return refuse(badRequest("'installedApps' must be a list."))
  return apps.map((each) => boundId(member(each, 'teamsApp@odata.bind'), 'teamsApp'))
}

/** Names of channels in a request for a new team may bear pictograms and blanks at their end. */
function withoutMarks(json: JsonObject): JsonObject {
  const displayName = member(json, 'displayName')
  return typeof displayName === 'string' ? { ...json, displayName: displayName.trim() } : json
}
