import { directoryObjectNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { type Answer, created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { member } from '../../gateway/parse-json.ts'
import { readJson, readMembers } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import { int32, text } from '../../odata/property-type.ts'
import type { Route } from '../../routing/route.ts'
import { recordEntity } from '../administration/record-entity.ts'
import { objectListRules } from '../directory/directory-rules.ts'
import { directoryRefusal } from '../users-admin/directory-problems.ts'
import type { LifecyclePolicy } from './group-policies.ts'
import { readLifecycle, writeLifecycle } from './policy-permissions.ts'

const workload = 'directory'
const all = '/groupLifecyclePolicies'
const one = `${all}/{policy}`
const context = 'groupLifecyclePolicies'
const mostSelected = 500

const entity = recordEntity<LifecyclePolicy>({
  name: 'groupLifecyclePolicy',
  properties: {
    id: text,
    groupLifetimeInDays: int32,
    managedGroupTypes: text,
    alternateNotificationEmails: text,
  },
})

/** When Microsoft 365 groups expire unless they are renewed. */
export const lifecycleRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: [all],
    workload,
    permissions: readLifecycle,
    answer: (call) => listed(call, call.tenant.administration.policies.lifecycle),
  },
  {
    method: 'GET',
    paths: ['/groups/{group}/groupLifecyclePolicies'],
    workload,
    permissions: readLifecycle,
    answer({ tenant, ...call }) {
      const group = tenant.groups().find(call.params['group'] ?? '')
      return listed({ tenant, ...call }, tenant.administration.policies.policyOf(group))
    },
  },
  { method: 'POST', paths: [all], workload, permissions: writeLifecycle, answer: createPolicy },
  {
    method: 'GET',
    paths: [one],
    workload,
    permissions: readLifecycle,
    answer: (call) => ok(entityBody(call, { entity, row: policyOf(call), context })),
  },
  {
    method: 'PATCH',
    paths: [one],
    workload,
    permissions: writeLifecycle,
    answer(call) {
      const row = checked({ ...policyOf(call), ...changesIn(call) })
      call.tenant.administration.policies.lifecycle = row
      return ok(entityBody(call, { entity, row, context }))
    },
  },
  {
    method: 'DELETE',
    paths: [one],
    workload,
    permissions: writeLifecycle,
    answer(call) {
      policyOf(call)
      const { policies } = call.tenant.administration
      policies.lifecycle = undefined
      policies.selected.clear()
      return noContent
    },
  },
  {
    method: 'POST',
    paths: [`${one}/addGroup`],
    workload,
    permissions: writeLifecycle,
    answer(call) {
      const { managedGroupTypes } = policyOf(call)
      const { selected } = call.tenant.administration.policies
      const id = groupIn(call)
      const fits = managedGroupTypes === 'Selected' && !selected.has(id) && selected.size < mostSelected
      if (fits) selected.add(id)
      return answerFlag(call, fits)
    },
  },
  {
    method: 'POST',
    paths: [`${one}/removeGroup`],
    workload,
    permissions: writeLifecycle,
    answer(call) {
      policyOf(call)
      return answerFlag(call, call.tenant.administration.policies.selected.delete(groupIn(call)))
    },
  },
]

function listed(call: Call, policy: LifecyclePolicy | undefined): Answer {
  return answerList(call, {
    entity,
    rules: objectListRules,
    rows: policy === undefined ? [] : [policy],
    context,
  })
}

function createPolicy(call: Call): Answer {
  const { policies } = call.tenant.administration
  if (policies.lifecycle !== undefined)
    refuse(directoryRefusal('There is a lifecycle policy already: a tenant has one at most.'))
  const blank = { groupLifetimeInDays: 0, managedGroupTypes: 'All', alternateNotificationEmails: null }
  const row = checked({ ...blank, ...changesIn(call), id: policies.nextId() })
  policies.lifecycle = row
  return created(entityBody(call, { entity, row, context }))
}

function changesIn(call: Call): Partial<LifecyclePolicy> {
  const { id: _id, ...changes } = readMembers(readJson(call), entity) as Partial<LifecyclePolicy>
  return changes
}

/** Groups live for 30 days at least. */
function checked(policy: LifecyclePolicy): LifecyclePolicy {
  if (!['All', 'Selected', 'None'].includes(policy.managedGroupTypes))
    refuse(
      directoryRefusal(
        "Invalid value specified for property 'managedGroupTypes' of resource 'LifecyclePolicy'.",
      ),
    )
  if (!(policy.groupLifetimeInDays >= 30))
    refuse(
      directoryRefusal(
        "Invalid value specified for property 'groupLifetimeInDays' of resource 'LifecyclePolicy'.",
      ),
    )
  return policy
}

function policyOf(call: Call): LifecyclePolicy {
  const id = (call.params['policy'] ?? '').toLowerCase()
  const { lifecycle } = call.tenant.administration.policies
  return lifecycle?.id === id ? lifecycle : refuse(directoryObjectNotFound(id))
}

function groupIn(call: Call): string {
  const id = member(readJson(call), 'groupId')
  return call.tenant.groups().find(String(id ?? '')).id
}

function answerFlag(call: Call, value: boolean): Answer {
  return ok({ '@odata.context': `${call.base}/$metadata#Edm.Boolean`, value })
}
