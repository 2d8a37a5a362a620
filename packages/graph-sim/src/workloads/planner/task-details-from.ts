import { refuse } from '../../errors/graph-problem.ts'
import type { Call } from '../../gateway/call.ts'
import { type JsonObject, member } from '../../gateway/parse-json.ts'
import { hintBetween } from './order-hint.ts'
import { actorOf } from './planner-call.ts'
import { hintOr, namedThings, requiredText } from './planner-fields.ts'
import { limitExceeded } from './planner-problems.ts'
import { identityOf } from './planner-resource.ts'
import type { PlannerValues } from './planner-store.ts'

const entity = 'TaskDetails'
const mostReferences = 10
const mostSteps = 20

/** Reads what a request says of a task's description, steps and links. */
export function taskDetailsFrom(call: Call, json: JsonObject, present: PlannerValues): PlannerValues {
  const values: Record<string, unknown> = {}
  if (Object.hasOwn(json, 'description')) values['description'] = json['description'] ?? ''
  if (Object.hasOwn(json, 'previewType')) values['previewType'] = json['previewType']
  if (Object.hasOwn(json, 'references')) values['references'] = references(call, json, present)
  if (Object.hasOwn(json, 'checklist')) values['checklist'] = checklist(call, json, present)
  return values
}

function references(call: Call, json: JsonObject, present: PlannerValues): PlannerValues {
  const field = 'References'
  const merged: Record<string, unknown> = { ...(present['references'] as PlannerValues) }
  const things = namedThings(json['references'], { entity, field, type: 'plannerExternalReference' })
  for (const [url, reference] of things) {
    const known = merged[url] as PlannerValues | undefined
    if (reference === null) delete merged[url]
    else
      merged[url] = {
        '@odata.type': '#microsoft.graph.plannerExternalReference',
        alias: member(reference, 'alias') ?? known?.['alias'] ?? null,
        type: member(reference, 'type') ?? known?.['type'] ?? 'Other',
        previewPriority: hintOr(reference, 'previewPriority', hintOf(known, 'previewPriority'), {
          entity,
          field,
        }),
        ...modified(call),
      }
  }
  if (Object.keys(merged).length > mostReferences) refuse(limitExceeded('MaximumReferencesOnTask'))
  return merged
}

function checklist(call: Call, json: JsonObject, present: PlannerValues): PlannerValues {
  const field = 'Checklist'
  const merged: Record<string, unknown> = { ...(present['checklist'] as PlannerValues) }
  for (const [id, step] of namedThings(json['checklist'], { entity, field, type: 'plannerChecklistItem' })) {
    const known = merged[id] as PlannerValues | undefined
    if (step === null) delete merged[id]
    else
      merged[id] = {
        '@odata.type': '#microsoft.graph.plannerChecklistItem',
        isChecked: (member(step, 'isChecked') ?? known?.['isChecked'] ?? false) === true,
        title: requiredText(member(step, 'title') ?? known?.['title'], { entity, field }),
        orderHint: hintOr(step, 'orderHint', hintOf(known, 'orderHint'), { entity, field }),
        ...modified(call),
      }
  }
  if (Object.keys(merged).length > mostSteps) refuse(limitExceeded('MaximumChecklistItemsOnTask'))
  return merged
}

function hintOf(known: PlannerValues | undefined, name: string): string {
  return String(known?.[name] ?? hintBetween('', ''))
}

function modified(call: Call): PlannerValues {
  return {
    lastModifiedDateTime: call.tenant.planner().timestamp(),
    lastModifiedBy: identityOf(actorOf(call)),
  }
}
