import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { isObject, type JsonObject, member } from '../../gateway/parse-json.ts'
import { readJson, readMembers } from '../../gateway/read-body.ts'
import { plainView } from '../../odata/entity.ts'
import { readSelection } from '../../odata/selection.ts'
import { type Expander, writeEntity } from '../../odata/write-entity.ts'
import { type Group, isUnified } from '../groups/group.ts'
import { actorOf } from './planner-call.ts'
import { planDetailsEntity, planEntity } from './planner-entity.ts'
import { requireCategory, requiredText } from './planner-fields.ts'
import { invalidField, plannerAccessDenied, plannerItemNotFound } from './planner-problems.ts'
import type { PlannerPlan } from './planner-resource.ts'
import type { PlannerValues } from './planner-store.ts'

/** Makes the plan that a request describes, in the group that contains it. */
export function addPlan(call: Call): PlannerPlan {
  const json = readMembers(readJson(call), planEntity)
  const title = requiredText(json['title'], { entity: 'Plan', field: 'Title' })
  const group = groupFrom(call, json)
  const { user } = actorOf(call)
  if (user !== undefined && !group.members.includes(user)) refuse(plannerAccessDenied)
  const url = `https://graph.microsoft.com/v1.0/groups/${group.id}`
  const container = { containerId: group.id, type: 'group', url }
  return call.tenant.planner().addPlan(group, { title, owner: group.id, container }, actorOf(call))
}

/** Reads a change of a plan: its title. */
export function planFrom(json: JsonObject): PlannerValues {
  return Object.hasOwn(json, 'title')
    ? { title: requiredText(json['title'], { entity: 'Plan', field: 'Title' }) }
    : {}
}

/** Reads whom a plan is shared with and what its categories are called. */
export function planDetailsFrom(json: JsonObject, present: PlannerValues): PlannerValues {
  const values: Record<string, unknown> = {}
  if (isObject(json['sharedWith'])) {
    const shared = { ...(present['sharedWith'] as PlannerValues), ...json['sharedWith'] }
    values['sharedWith'] = Object.fromEntries(Object.entries(shared).filter(([, value]) => value === true))
  }
  if (isObject(json['categoryDescriptions'])) {
    for (const name of Object.keys(json['categoryDescriptions']))
      requireCategory('PlanDetails', 'CategoryDescriptions', name)
    values['categoryDescriptions'] = {
      ...(present['categoryDescriptions'] as PlannerValues),
      ...json['categoryDescriptions'],
    }
  }
  return values
}

/** Fetches what a plan holds besides, for `$expand`. */
export const expandPlan: Readonly<Record<string, Expander<PlannerPlan>>> = {
  details: ({ details }, { query }) =>
    writeEntity(details, planDetailsEntity, readSelection(query, planDetailsEntity, []), plainView),
}

/** The group that a new plan names by its container's address, by its container's id, or as its owner. */
function groupFrom(call: Call, json: JsonObject): Group {
  const container = isObject(json['container']) ? json['container'] : {}
  const type = member(container, 'type') ?? 'group'
  if (type !== 'group') refuse(invalidField('Plan', 'Container', 'Only groups contain plans here.'))
  const url = /\/groups\/([^/]+)$/.exec(String(member(container, 'url') ?? ''))?.[1]
  const id = url ?? member(container, 'containerId') ?? json['owner']
  if (typeof id !== 'string') return refuse(invalidField('Plan', 'Container', 'A container is required.'))
  const group = call.tenant.groups().all.find((each) => each.id === id.toLowerCase())
  if (group === undefined) return refuse(plannerItemNotFound)
  return isUnified(group)
    ? group
    : refuse(invalidField('Plan', 'Container', 'The group has to be a Microsoft 365 group.'))
}
