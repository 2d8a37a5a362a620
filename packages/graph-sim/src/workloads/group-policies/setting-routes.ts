import { directoryObjectNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { type Answer, created, noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { isObject, member } from '../../gateway/parse-json.ts'
import { readJson, readMembers } from '../../gateway/read-body.ts'
import { entityBody } from '../../odata/answer-entity.ts'
import { answerList } from '../../odata/answer-list.ts'
import { complex, listOf, moment, text } from '../../odata/property-type.ts'
import type { Route } from '../../routing/route.ts'
import { readOnlyRoutes } from '../administration/read-only-set.ts'
import { recordEntity } from '../administration/record-entity.ts'
import { objectListRules } from '../directory/directory-rules.ts'
import { directoryRefusal } from '../users-admin/directory-problems.ts'
import type { GroupSetting, SettingValue } from './group-policies.ts'
import { readSettings, writeSettings } from './policy-permissions.ts'
import { type SettingTemplate, settingTemplates } from './setting-templates.ts'

const workload = 'directory'
const sets = ['/groupSettings', '/groups/{group}/settings']
const ones = sets.map((path) => `${path}/{setting}`)
const context = 'groupSettings'

const entity = recordEntity<GroupSetting>({
  name: 'groupSetting',
  properties: {
    id: text,
    displayName: text,
    templateId: text,
    values: listOf(complex('settingValue', { name: text, value: text })),
  },
})

/** What is set for all Microsoft 365 groups and for single ones, and what can be set. */
export const settingRoutes: readonly Route[] = [
  ...readOnlyRoutes({
    path: '/groupSettingTemplates',
    workload,
    permissions: readSettings,
    rules: objectListRules,
    entity: recordEntity<SettingTemplate>({
      name: 'groupSettingTemplate',
      properties: {
        id: text,
        deletedDateTime: moment,
        displayName: text,
        description: text,
        values: listOf(
          complex('settingTemplateValue', {
            name: text,
            type: text,
            defaultValue: text,
            description: text,
          }),
        ),
      },
    }),
    rows: () => settingTemplates,
  }),
  {
    method: 'GET',
    paths: sets,
    workload,
    permissions: readSettings,
    answer: (call) => answerList(call, { entity, rules: objectListRules, rows: settingsOf(call), context }),
  },
  { method: 'POST', paths: sets, workload, permissions: writeSettings, answer: createSetting },
  {
    method: 'GET',
    paths: ones,
    workload,
    permissions: readSettings,
    answer: (call) => ok(entityBody(call, { entity, row: settingOf(call), context })),
  },
  {
    method: 'PATCH',
    paths: ones,
    workload,
    permissions: writeSettings,
    answer(call) {
      const setting = settingOf(call)
      const values = valuesIn(call, templateOf(setting.templateId))
      const settings = settingsOf(call)
      settings[settings.indexOf(setting)] = { ...setting, values: merged(setting.values, values) }
      return noContent
    },
  },
  {
    method: 'DELETE',
    paths: ones,
    workload,
    permissions: writeSettings,
    answer(call) {
      const settings = settingsOf(call)
      settings.splice(settings.indexOf(settingOf(call)), 1)
      return noContent
    },
  },
]

/** The answer holds what the client has set; a later one holds the template's values for the rest as well. */
function createSetting(call: Call): Answer {
  const templateId = member(readJson(call), 'templateId')
  if (typeof templateId !== 'string')
    refuse(directoryRefusal("A value is required for property 'templateId' of resource 'DirectorySetting'."))
  const template = templateOf(templateId)
  const isForOne = call.params['group'] !== undefined
  if (isForOne !== (template.displayName === 'Group.Unified.Guest'))
    refuse(directoryRefusal(`The template '${template.displayName}' cannot be used here.`))
  const settings = settingsOf(call)
  if (settings.some((setting) => setting.templateId === template.id))
    refuse(
      directoryRefusal(
        'A conflicting object with one or more of the specified property values is present in the directory.',
      ),
    )
  const values = valuesIn(call, template)
  const defaults = template.values.map(({ name, defaultValue }) => ({ name, value: defaultValue }))
  const setting: GroupSetting = {
    id: call.tenant.administration.policies.nextId(),
    displayName: template.displayName,
    templateId: template.id,
    values: merged(defaults, values),
  }
  settings.push(setting)
  return created({ ...entityBody(call, { entity, row: setting, context }), displayName: null, values })
}

function valuesIn(call: Call, template: SettingTemplate): readonly SettingValue[] {
  const { values = [] } = readMembers(readJson(call), entity) as Partial<GroupSetting>
  return values.filter(isObject).map(({ name, value }) => {
    const known = template.values.find((each) => each.name.toLowerCase() === String(name).toLowerCase())
    if (known === undefined)
      refuse(
        directoryRefusal(
          `The setting '${String(name)}' is not one of the template '${template.displayName}'.`,
        ),
      )
    return { name: known.name, value: String(value ?? '') }
  })
}

function merged(values: readonly SettingValue[], changes: readonly SettingValue[]): readonly SettingValue[] {
  return values.map((each) => changes.find(({ name }) => name === each.name) ?? each)
}

function templateOf(id: string): SettingTemplate {
  return (
    settingTemplates.find((template) => template.id === id.toLowerCase()) ??
    refuse(directoryObjectNotFound(id))
  )
}

function settingsOf({ tenant, params }: Call): GroupSetting[] {
  const { group } = params
  return tenant.administration.policies.settings(
    group === undefined ? undefined : tenant.groups().find(group),
  )
}

function settingOf(call: Call): GroupSetting {
  const id = (call.params['setting'] ?? '').toLowerCase()
  return settingsOf(call).find((setting) => setting.id === id) ?? refuse(directoryObjectNotFound(id))
}
