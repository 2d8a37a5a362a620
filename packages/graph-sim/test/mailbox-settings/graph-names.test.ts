import type {
  ChecklistItem,
  InferenceClassificationOverride,
  LinkedResource,
  MailboxSettings,
  MessageRule,
  MessageRuleActions,
  MessageRulePredicates,
  OutlookCategory,
  Person,
  TodoTask,
  TodoTaskList,
} from '@microsoft/microsoft-graph-types'
import { describe, expect, it } from 'vitest'
import type { PropertyType } from '../../src/odata/property-type.ts'
import { createRandom } from '../../src/random/random.ts'
import { categoryEntity } from '../../src/workloads/mailbox-settings/category-routes.ts'
import { settingsType } from '../../src/workloads/mailbox-settings/change-settings.ts'
import { overrideEntity } from '../../src/workloads/mailbox-settings/override-routes.ts'
import { ruleEntity } from '../../src/workloads/mailbox-settings/rule-entity.ts'
import { createOutlookIds } from '../../src/workloads/outlook/outlook-ids.ts'
import { personEntity } from '../../src/workloads/people/person-entity.ts'
import {
  checklistItemEntity,
  linkedResourceEntity,
  todoListEntity,
  todoTaskEntity,
} from '../../src/workloads/todo/todo-entity.ts'

const random = createRandom('names')
const ids = createOutlookIds(random.guid(), random.bytes(16), random.bytes(16))

type Properties = Readonly<Record<string, PropertyType>>

/** Every name of Microsoft's type but those that lead elsewhere: one too few or misspelt does not compile. */
const named =
  <type>() =>
  (names: Readonly<Record<keyof type & string, true>>): readonly string[] =>
    Object.keys(names)

const yes = true
type TaskNames = Omit<
  TodoTask,
  'attachments' | 'attachmentSessions' | 'checklistItems' | 'extensions' | 'linkedResources'
>

function membersOf(type: PropertyType | undefined): Properties {
  return type?.kind === 'Complex' ? type.properties : {}
}

describe('the properties that are served and taken are those of Microsoft’s types', () => {
  it.each([
    [
      'todoTaskList',
      todoListEntity(ids).properties,
      named<Omit<TodoTaskList, 'tasks' | 'extensions'>>()({
        id: yes,
        displayName: yes,
        isOwner: yes,
        isShared: yes,
        wellknownListName: yes,
      }),
    ],
    [
      'todoTask',
      todoTaskEntity(ids).properties,
      named<TaskNames>()({
        id: yes,
        body: yes,
        bodyLastModifiedDateTime: yes,
        categories: yes,
        completedDateTime: yes,
        createdDateTime: yes,
        dueDateTime: yes,
        hasAttachments: yes,
        importance: yes,
        isReminderOn: yes,
        lastModifiedDateTime: yes,
        recurrence: yes,
        reminderDateTime: yes,
        startDateTime: yes,
        status: yes,
        title: yes,
      }),
    ],
    [
      'checklistItem',
      checklistItemEntity.properties,
      named<ChecklistItem>()({
        id: yes,
        displayName: yes,
        createdDateTime: yes,
        checkedDateTime: yes,
        isChecked: yes,
      }),
    ],
    [
      'linkedResource',
      linkedResourceEntity.properties,
      named<LinkedResource>()({
        id: yes,
        applicationName: yes,
        displayName: yes,
        externalId: yes,
        webUrl: yes,
      }),
    ],
    [
      'mailboxSettings',
      settingsType.properties,
      named<MailboxSettings>()({
        archiveFolder: yes,
        automaticRepliesSetting: yes,
        dateFormat: yes,
        delegateMeetingMessageDeliveryOptions: yes,
        language: yes,
        timeFormat: yes,
        timeZone: yes,
        userPurpose: yes,
        workingHours: yes,
      }),
    ],
    [
      'outlookCategory',
      categoryEntity.properties,
      named<OutlookCategory>()({ id: yes, color: yes, displayName: yes }),
    ],
    [
      'inferenceClassificationOverride',
      overrideEntity.properties,
      named<InferenceClassificationOverride>()({ id: yes, classifyAs: yes, senderEmailAddress: yes }),
    ],
    [
      'messageRule',
      ruleEntity.properties,
      named<MessageRule>()({
        id: yes,
        actions: yes,
        conditions: yes,
        displayName: yes,
        exceptions: yes,
        hasError: yes,
        isEnabled: yes,
        isReadOnly: yes,
        sequence: yes,
      }),
    ],
    [
      'messageRuleActions',
      membersOf(ruleEntity.properties['actions']),
      named<MessageRuleActions>()({
        assignCategories: yes,
        copyToFolder: yes,
        delete: yes,
        forwardAsAttachmentTo: yes,
        forwardTo: yes,
        markAsRead: yes,
        markImportance: yes,
        moveToFolder: yes,
        permanentDelete: yes,
        redirectTo: yes,
        stopProcessingRules: yes,
      }),
    ],
    [
      'messageRulePredicates',
      membersOf(ruleEntity.properties['conditions']),
      named<MessageRulePredicates>()({
        bodyContains: yes,
        bodyOrSubjectContains: yes,
        categories: yes,
        fromAddresses: yes,
        hasAttachments: yes,
        headerContains: yes,
        importance: yes,
        isApprovalRequest: yes,
        isAutomaticForward: yes,
        isAutomaticReply: yes,
        isEncrypted: yes,
        isMeetingRequest: yes,
        isMeetingResponse: yes,
        isNonDeliveryReport: yes,
        isPermissionControlled: yes,
        isReadReceipt: yes,
        isSigned: yes,
        isVoicemail: yes,
        messageActionFlag: yes,
        notSentToMe: yes,
        recipientContains: yes,
        senderContains: yes,
        sensitivity: yes,
        sentCcMe: yes,
        sentOnlyToMe: yes,
        sentToAddresses: yes,
        sentToMe: yes,
        sentToOrCcMe: yes,
        subjectContains: yes,
        withinSizeRange: yes,
      }),
    ],
    [
      'person',
      personEntity.properties,
      named<Person>()({
        id: yes,
        birthday: yes,
        companyName: yes,
        department: yes,
        displayName: yes,
        givenName: yes,
        imAddress: yes,
        isFavorite: yes,
        jobTitle: yes,
        officeLocation: yes,
        personNotes: yes,
        personType: yes,
        phones: yes,
        postalAddresses: yes,
        profession: yes,
        scoredEmailAddresses: yes,
        surname: yes,
        userPrincipalName: yes,
        websites: yes,
        yomiCompany: yes,
      }),
    ],
  ] as readonly (readonly [string, Properties, readonly string[]])[])('%s', (_name, properties, names) => {
    expect(Object.keys(properties).toSorted()).toEqual(names.toSorted())
  })
})
