import type {
  Calendar,
  Contact,
  ContactFolder,
  DriveItem,
  Event,
  FileAttachment,
  MailFolder,
  Message,
  User,
} from '@microsoft/microsoft-graph-types'
import { describe, expect, it } from 'vitest'
import type { Entity } from '../../src/odata/entity.ts'
import { createRandom } from '../../src/random/random.ts'
import { createStandingClock } from '../../src/tenant/clock.ts'
import { createTimeline } from '../../src/tenant/timeline.ts'
import { calendarEntity } from '../../src/workloads/calendar/calendar-entity.ts'
import { eventEntity } from '../../src/workloads/calendar/event-entity.ts'
import { contactEntity, contactFolderEntity } from '../../src/workloads/contacts/contact-entity.ts'
import type { User as SimUser } from '../../src/workloads/directory/user.ts'
import { userEntity } from '../../src/workloads/directory/user-entity.ts'
import { createDrive } from '../../src/workloads/drive/drive.ts'
import { driveItemEntity } from '../../src/workloads/drive/drive-entity.ts'
import { personalHome } from '../../src/workloads/drive/drive-home.ts'
import { attachmentEntity } from '../../src/workloads/mail/attachment-entity.ts'
import { folderEntity } from '../../src/workloads/mail/folder-entity.ts'
import { messageEntity } from '../../src/workloads/mail/message-entity.ts'
import { createOutlookIds } from '../../src/workloads/outlook/outlook-ids.ts'
import { smallTenant } from '../graph-client.ts'

const random = createRandom('shapes')
const ids = createOutlookIds(random.guid(), random.bytes(16), random.bytes(16))
const owner = smallTenant().me as unknown as SimUser
const { clock } = createTimeline(createStandingClock(0), 'when moved')
const home = personalHome(owner)
const drive = createDrive({ owner: { kind: 'user', user: owner }, home, by: owner, at: '', clock })

/** Names that Microsoft's types have, so that a misspelt one does not compile. */
const named =
  <type>() =>
  (...names: readonly (keyof type & string)[]): readonly string[] =>
    names

const message = named<Message>()(
  'id',
  'createdDateTime',
  'lastModifiedDateTime',
  'changeKey',
  'categories',
  'receivedDateTime',
  'sentDateTime',
  'hasAttachments',
  'internetMessageId',
  'subject',
  'bodyPreview',
  'importance',
  'parentFolderId',
  'conversationId',
  'conversationIndex',
  'isDeliveryReceiptRequested',
  'isReadReceiptRequested',
  'isRead',
  'isDraft',
  'webLink',
  'inferenceClassification',
  'body',
  'uniqueBody',
  'internetMessageHeaders',
  'sender',
  'from',
  'toRecipients',
  'ccRecipients',
  'bccRecipients',
  'replyTo',
  'flag',
)
const folder = named<MailFolder>()(
  'id',
  'displayName',
  'parentFolderId',
  'childFolderCount',
  'unreadItemCount',
  'totalItemCount',
  'isHidden',
)
const attachment = named<FileAttachment>()(
  'id',
  'lastModifiedDateTime',
  'name',
  'contentType',
  'size',
  'isInline',
  'contentId',
  'contentLocation',
  'contentBytes',
)
const event = named<Event>()(
  'id',
  'createdDateTime',
  'lastModifiedDateTime',
  'changeKey',
  'categories',
  'transactionId',
  'originalStartTimeZone',
  'originalEndTimeZone',
  'iCalUId',
  'reminderMinutesBeforeStart',
  'isReminderOn',
  'hasAttachments',
  'subject',
  'bodyPreview',
  'importance',
  'sensitivity',
  'isAllDay',
  'isCancelled',
  'isOrganizer',
  'responseRequested',
  'seriesMasterId',
  'showAs',
  'type',
  'webLink',
  'onlineMeetingUrl',
  'isOnlineMeeting',
  'onlineMeetingProvider',
  'allowNewTimeProposals',
  'isDraft',
  'hideAttendees',
  'originalStart',
  'responseStatus',
  'body',
  'start',
  'end',
  'location',
  'locations',
  'recurrence',
  'attendees',
  'organizer',
  'onlineMeeting',
)
const calendar = named<Calendar>()(
  'id',
  'name',
  'color',
  'hexColor',
  'isDefaultCalendar',
  'changeKey',
  'canShare',
  'canViewPrivateItems',
  'canEdit',
  'allowedOnlineMeetingProviders',
  'defaultOnlineMeetingProvider',
  'isTallyingResponses',
  'isRemovable',
  'owner',
)
const contact = named<Contact>()(
  'id',
  'createdDateTime',
  'lastModifiedDateTime',
  'changeKey',
  'categories',
  'parentFolderId',
  'birthday',
  'fileAs',
  'displayName',
  'givenName',
  'initials',
  'middleName',
  'nickName',
  'surname',
  'title',
  'yomiGivenName',
  'yomiSurname',
  'yomiCompanyName',
  'generation',
  'imAddresses',
  'jobTitle',
  'companyName',
  'department',
  'officeLocation',
  'profession',
  'businessHomePage',
  'assistantName',
  'manager',
  'homePhones',
  'mobilePhone',
  'businessPhones',
  'spouseName',
  'personalNotes',
  'children',
  'emailAddresses',
  'homeAddress',
  'businessAddress',
  'otherAddress',
)
const contactFolder = named<ContactFolder>()('id', 'parentFolderId', 'displayName')
const user = named<User>()(
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id',
  'accountEnabled',
  'assignedLicenses',
  'city',
  'companyName',
  'country',
  'createdDateTime',
  'department',
  'employeeId',
  'mailNickname',
  'proxyAddresses',
  'usageLocation',
  'userType',
)
const driveItem = named<DriveItem>()(
  'createdDateTime',
  'eTag',
  'id',
  'lastModifiedDateTime',
  'name',
  'description',
  'webUrl',
  'cTag',
  'size',
  'createdBy',
  'lastModifiedBy',
  'parentReference',
  'fileSystemInfo',
  'file',
  'folder',
  'root',
  'image',
  'shared',
  'deleted',
  'package',
  'webDavUrl',
)

describe('the properties that are served are those of Microsoft’s types', () => {
  it.each([
    ['message', messageEntity(ids), message],
    ['mailFolder', folderEntity(ids), folder],
    ['attachment', attachmentEntity, attachment],
    ['event', eventEntity(ids, ''), event],
    ['calendar', calendarEntity(ids, owner), calendar],
    ['contact', contactEntity(ids), contact],
    ['contactFolder', contactFolderEntity(ids), contactFolder],
    ['user', userEntity, user],
    ['driveItem', driveItemEntity(drive, () => ''), driveItem],
  ] as readonly (readonly [string, Entity<never>, readonly string[]])[])('%s', (_name, entity, names) => {
    const own = Object.keys(entity.properties).filter((name) => !name.includes('.'))
    expect(own.toSorted()).toEqual(names.toSorted())
    expect(entity.defaults.every((name) => Object.hasOwn(entity.properties, name))).toBe(true)
  })
})
