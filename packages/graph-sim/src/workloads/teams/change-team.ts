import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { readJson, readMembers } from '../../gateway/read-body.ts'
import type { Team } from './team.ts'
import { teamEntity } from './team-entity.ts'
import { isArchived } from './team-problems.ts'
import { settingsFrom } from './team-settings.ts'

/** Changes a team as a request says: its settings, and what it shares with its group. */
export function changeTeam(call: Call, team: Team): void {
  const json = readMembers(readJson(call), teamEntity(call.tenant), ['discoverySettings'])
  if (team.isArchived) refuse(isArchived)
  const { group } = team
  const { displayName, description, visibility, classification } = json
  if (displayName !== undefined) {
    if (typeof displayName !== 'string' || displayName.trim() === '')
      refuse(badRequest('A team needs a displayName.'))
    group.displayName = displayName
  }
  if (description !== undefined) group.description = typeof description === 'string' ? description : null
  if (classification !== undefined)
    group.classification = typeof classification === 'string' ? classification : null
  if (typeof visibility === 'string')
    group.visibility = visibility.toLowerCase() === 'public' ? 'Public' : 'Private'
  team.settings = settingsFrom(json, team.settings)
  if ([displayName, description, visibility, classification].some((value) => value !== undefined))
    call.tenant.groups().changed(group)
  call.tenant.teams().changedTeam(team)
}
