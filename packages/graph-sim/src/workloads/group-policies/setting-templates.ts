/** One value of a template, under Graph's own names. */
export interface TemplateValue {
  readonly name: string
  readonly type: string
  readonly defaultValue: string
  readonly description: string
}

/** What can be set for groups, under Graph's own names; the ids are the same in every tenant. */
export interface SettingTemplate {
  readonly id: string
  readonly deletedDateTime: null
  readonly displayName: string
  readonly description: string
  readonly values: readonly TemplateValue[]
}

/** What can be set for all Microsoft 365 groups, and for guests in one of them. */
export const settingTemplates: readonly SettingTemplate[] = [
  {
    id: '62375ab9-6b52-47ed-826b-58e47e0e304b',
    deletedDateTime: null,
    displayName: 'Group.Unified',
    description: 'Settings for all Microsoft 365 groups of the company.',
    values: [
      value('NewUnifiedGroupWritebackDefault', 'System.Boolean', 'true'),
      value('EnableMIPLabels', 'System.Boolean', 'false'),
      value('CustomBlockedWordsList', 'System.String', ''),
      value('EnableMSStandardBlockedWords', 'System.Boolean', 'false'),
      value('ClassificationDescriptions', 'System.String', ''),
      value('DefaultClassification', 'System.String', ''),
      value('PrefixSuffixNamingRequirement', 'System.String', ''),
      value('AllowGuestsToBeGroupOwner', 'System.Boolean', 'false'),
      value('AllowGuestsToAccessGroups', 'System.Boolean', 'true'),
      value('GuestUsageGuidelinesUrl', 'System.String', ''),
      value('GroupCreationAllowedGroupId', 'System.Guid', ''),
      value('AllowToAddGuests', 'System.Boolean', 'true'),
      value('UsageGuidelinesUrl', 'System.String', ''),
      value('ClassificationList', 'System.String', ''),
      value('EnableGroupCreation', 'System.Boolean', 'true'),
    ],
  },
  {
    id: '08d542b9-071f-4e16-94b0-74abb372e3d9',
    deletedDateTime: null,
    displayName: 'Group.Unified.Guest',
    description: 'Settings for guests in one Microsoft 365 group.',
    values: [value('AllowToAddGuests', 'System.Boolean', 'true')],
  },
]

function value(name: string, type: string, defaultValue: string): TemplateValue {
  return { name, type, defaultValue, description: `${name}, in every group that the setting is for.` }
}
