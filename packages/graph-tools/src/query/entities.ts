import type { EntityFacts } from './entity.ts'

const order = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const
const flag = { type: 'flag', filter: ['eq', 'ne'] } as const
const moment = { type: 'moment', filter: order } as const
const text = { type: 'text', filter: ['eq', 'ne', 'startsWith', 'contains'], unsorted: ['contains'] } as const
const wall = { type: 'wall', filter: order, sort: true } as const
const unfiltered = { type: 'text', filter: [] } as const
const listed = { type: 'text', list: true, filter: ['eq'] } as const
const labels = { ...listed, unsorted: ['eq'] } as const
const choice = { type: 'text', filter: ['eq', 'ne'] } as const

/** Messages of a folder or a mailbox (Graph rules 1 to 5). */
export const messages = {
  name: 'message',
  properties: {
    subject: { ...text, sort: true },
    'from/emailAddress/address': { ...text, kql: 'from' },
    'from/emailAddress/name': { ...text, sort: true },
    receivedDateTime: { ...moment, sort: true, kql: 'received' },
    sentDateTime: { ...moment, sort: true, kql: 'sent' },
    lastModifiedDateTime: { ...moment, sort: true },
    isRead: flag,
    isDraft: flag,
    hasAttachments: { ...flag, kql: 'hasAttachments' },
    importance: { ...choice, values: ['low', 'normal', 'high'] },
    inferenceClassification: { ...choice, values: ['focused', 'other'] },
    'flag/flagStatus': { ...choice, values: ['notFlagged', 'flagged', 'complete'] },
    categories: labels,
    conversationId: { type: 'text', filter: ['eq'] },
    internetMessageId: { type: 'text', filter: ['eq'] },
    'body/content': unfiltered,
    bodyPreview: unfiltered,
    'toRecipients/emailAddress/address': { ...listed, filter: [] },
    'ccRecipients/emailAddress/address': { ...listed, filter: [] },
  },
  others: ['id', 'parentFolderId', 'sender', 'replyTo', 'bccRecipients', 'webLink', 'changeKey'],
  pageSize: 10,
  mostTop: 1000,
  search: 'kql',
  sortLeadsFilter: true,
} as const satisfies EntityFacts

const eventProperties = {
  subject: { ...text, sort: true },
  'start/dateTime': wall,
  'end/dateTime': wall,
  isAllDay: flag,
  isCancelled: flag,
  isOrganizer: { type: 'flag', filter: [] },
  importance: { ...choice, values: ['low', 'normal', 'high'] },
  showAs: {
    ...choice,
    values: ['free', 'tentative', 'busy', 'oof', 'workingElsewhere', 'unknown'],
  },
  categories: labels,
  'organizer/emailAddress/address': unfiltered,
  'attendees/emailAddress/address': { ...listed, filter: [] },
  'location/displayName': unfiltered,
  'body/content': unfiltered,
} as const

const eventOthers = [
  'id',
  'attendees',
  'bodyPreview',
  'isOnlineMeeting',
  'onlineMeeting',
  'recurrence',
  'responseStatus',
  'seriesMasterId',
  'type',
  'webLink',
] as const

/** Events of a calendar, series as one (Graph rule 6). */
export const events = {
  name: 'event',
  properties: {
    ...eventProperties,
    createdDateTime: { ...moment, sort: true },
    lastModifiedDateTime: { ...moment, sort: true },
  },
  others: eventOthers,
  pageSize: 10,
  mostTop: 1000,
  search: 'none',
  headers: { prefer: 'outlook.timezone="UTC"' },
} as const satisfies EntityFacts

/** Events in a window of time, each day of a series by itself (Graph rules 6 and 14). */
export const calendarView = {
  ...events,
  properties: eventProperties,
  window: true,
} as const satisfies EntityFacts

/** A user's own contacts. */
export const contacts = {
  name: 'contact',
  properties: {
    displayName: { ...text, sort: true },
    givenName: { ...text, sort: true },
    surname: { ...text, sort: true },
    companyName: text,
    'emailAddresses/address': listed,
    categories: labels,
  },
  others: ['id', 'jobTitle', 'businessPhones', 'homePhones', 'mobilePhone', 'department', 'parentFolderId'],
  pageSize: 10,
  mostTop: 1000,
  search: 'none',
} as const satisfies EntityFacts

/** Mail folders of one level. */
export const mailFolders = {
  name: 'mailFolder',
  properties: {
    displayName: { type: 'text', filter: ['eq', 'ne', 'startsWith'], sort: true },
    unreadItemCount: { type: 'number', filter: order },
    totalItemCount: { type: 'number', filter: order },
    childFolderCount: { type: 'number', filter: order },
  },
  others: ['id', 'parentFolderId', 'isHidden', 'childFolders'],
  pageSize: 10,
  mostTop: 1000,
  search: 'none',
} as const satisfies EntityFacts

const directoryText = { type: 'text', filter: ['eq', 'startsWith'], advanced: ['ne'] } as const
const lateText = { type: 'text', filter: [], advanced: ['eq', 'ne', 'startsWith'] } as const
const directoryFlag = { type: 'flag', filter: ['eq'], advanced: ['ne'] } as const
const directory = { pageSize: 100, mostTop: 999, search: 'properties', directory: true } as const

/** Users of the tenant (Graph rules 7 to 9). */
export const users = {
  name: 'user',
  properties: {
    displayName: { ...directoryText, sort: true, search: true },
    givenName: { ...directoryText, search: true },
    surname: { ...directoryText, search: true },
    userPrincipalName: { ...directoryText, advanced: ['ne', 'endsWith'], sort: true, search: true },
    mail: { ...directoryText, advanced: ['ne', 'endsWith'], search: true },
    mailNickname: { ...directoryText, search: true },
    id: { type: 'text', filter: ['eq'] },
    department: directoryText,
    jobTitle: directoryText,
    city: directoryText,
    country: directoryText,
    usageLocation: directoryText,
    employeeId: directoryText,
    companyName: lateText,
    officeLocation: lateText,
    employeeType: lateText,
    userType: { ...directoryFlag, type: 'text', values: ['Member', 'Guest'] },
    accountEnabled: directoryFlag,
    createdDateTime: {
      type: 'moment',
      filter: ['eq', 'gt', 'ge', 'lt', 'le'],
      advanced: ['ne'],
      sort: 'advanced',
    },
  },
  others: ['businessPhones', 'mobilePhone', 'otherMails', 'assignedLicenses', 'preferredLanguage', 'state'],
  ...directory,
} as const satisfies EntityFacts

/** Groups of the tenant (Graph rules 7 to 9). */
export const groups = {
  name: 'group',
  properties: {
    displayName: { ...directoryText, sort: true, search: true },
    description: { ...unfiltered, search: true },
    mail: { ...directoryText, search: true },
    mailNickname: { ...directoryText, search: true },
    id: { type: 'text', filter: ['eq'] },
    mailEnabled: directoryFlag,
    securityEnabled: directoryFlag,
    groupTypes: listed,
    createdDateTime: { type: 'moment', filter: [], advanced: ['gt', 'ge', 'lt', 'le'], sort: 'advanced' },
  },
  others: ['visibility', 'resourceProvisioningOptions'],
  ...directory,
} as const satisfies EntityFacts

/** Files and folders. Services differ in what they filter by, so nothing of it is left to them. */
export const driveItems = {
  name: 'driveItem',
  properties: {
    name: { ...unfiltered, sort: true },
    size: { type: 'number', filter: [], sort: true },
    createdDateTime: { type: 'moment', filter: [] },
    lastModifiedDateTime: { type: 'moment', filter: [], sort: true },
    'file/mimeType': unfiltered,
    'folder/childCount': { type: 'number', filter: [] },
    'lastModifiedBy/user/displayName': unfiltered,
  },
  others: ['id', 'webUrl', 'parentReference', 'createdBy', 'shared', 'eTag'],
  pageSize: 200,
  mostTop: 999,
  search: 'none',
} as const satisfies EntityFacts
