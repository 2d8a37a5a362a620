import { customFilterTypes, readCustomData } from '../../custom-data/expand-custom-data.ts'
import type { Entity } from '../../odata/entity.ts'
import { complex, listOf, moment, text } from '../../odata/property-type.ts'
import type { OutlookIds } from '../outlook/outlook-ids.ts'
import { physicalAddressType } from '../outlook/outlook-types.ts'
import type { Contact, ContactFolder } from './contact.ts'

const contactProperties = {
  id: text,
  createdDateTime: moment,
  lastModifiedDateTime: moment,
  changeKey: text,
  categories: listOf(text),
  parentFolderId: text,
  birthday: moment,
  fileAs: text,
  displayName: text,
  givenName: text,
  initials: text,
  middleName: text,
  nickName: text,
  surname: text,
  title: text,
  yomiGivenName: text,
  yomiSurname: text,
  yomiCompanyName: text,
  generation: text,
  imAddresses: listOf(text),
  jobTitle: text,
  companyName: text,
  department: text,
  officeLocation: text,
  profession: text,
  businessHomePage: text,
  assistantName: text,
  manager: text,
  homePhones: listOf(text),
  mobilePhone: text,
  businessPhones: listOf(text),
  spouseName: text,
  personalNotes: text,
  children: listOf(text),
  emailAddresses: listOf(complex('emailAddress', { name: text, address: text })),
  homeAddress: physicalAddressType,
  businessAddress: physicalAddressType,
  otherAddress: physicalAddressType,
} as const

const empty: Readonly<Record<string, unknown>> = {
  initials: null,
  yomiGivenName: null,
  yomiSurname: null,
  yomiCompanyName: null,
  generation: null,
  imAddresses: [],
  officeLocation: null,
  businessHomePage: null,
  assistantName: null,
  manager: null,
  spouseName: null,
  children: [],
}

/** Contacts as Graph describes them. */
export function contactEntity(ids: OutlookIds): Entity<Contact> {
  return {
    name: 'contact',
    properties: contactProperties,
    filterOnly: customFilterTypes,
    navigation: ['extensions', 'photo', 'singleValueExtendedProperties', 'multiValueExtendedProperties'],
    defaults: Object.keys(contactProperties),
    always: ['id'],
    annotations: ({ version }) => ({ '@odata.etag': `W/"${ids.changeKey(version)}"` }),
    read(contact, property, view) {
      if (property === 'id')
        return view.ids === 'immutable'
          ? ids.immutable(contact.serial)
          : ids.item(contact.folder.number, contact.serial)
      if (property === 'changeKey') return ids.changeKey(contact.version)
      if (property === 'parentFolderId') return ids.folder(contact.folder.number)
      if (property in customFilterTypes) return readCustomData(contact, property)
      const value = (contact as unknown as Readonly<Record<string, unknown>>)[property]
      return value === undefined ? empty[property] : value
    },
  }
}

const folderProperties = { id: text, parentFolderId: text, displayName: text } as const

/** Folders of contacts as Graph describes them. */
export function contactFolderEntity(ids: OutlookIds): Entity<ContactFolder> {
  return {
    name: 'contactFolder',
    properties: folderProperties,
    navigation: ['childFolders', 'contacts', 'singleValueExtendedProperties', 'multiValueExtendedProperties'],
    defaults: Object.keys(folderProperties),
    always: ['id'],
    annotations: () => ({}),
    read(folder, property) {
      if (property === 'id') return ids.folder(folder.number)
      if (property === 'parentFolderId') return ids.folder(folder.parent?.number ?? folder.number)
      return property === 'displayName' ? folder.displayName : undefined
    },
  }
}
