import type { Photo } from '../users-admin/photo.ts'

/** A postal address. */
export interface PostalAddress {
  readonly street?: string
  readonly city?: string
  readonly state?: string
  readonly countryOrRegion?: string
  readonly postalCode?: string
}

/** What a contact says, under Graph's own names. */
export interface ContactContent {
  givenName: string | null
  surname: string | null
  middleName: string | null
  nickName: string | null
  displayName: string
  fileAs: string
  title: string | null
  jobTitle: string | null
  companyName: string | null
  department: string | null
  profession: string | null
  birthday: string | null
  personalNotes: string
  emailAddresses: readonly { readonly name: string; readonly address: string }[]
  homePhones: readonly string[]
  businessPhones: readonly string[]
  mobilePhone: string | null
  businessAddress: PostalAddress
  homeAddress: PostalAddress
  otherAddress: PostalAddress
  categories: readonly string[]
}

/** A contact in a mailbox. */
export interface Contact extends ContactContent {
  readonly serial: number
  version: number
  folder: ContactFolder
  readonly createdDateTime: string
  lastModifiedDateTime: string
  /** `undefined` when there is none. */
  photo: Photo | undefined
}

/** A folder of contacts. */
export interface ContactFolder {
  /** Its number: the id is made of it. */
  readonly number: number
  displayName: string
  /** `undefined` for the folder that every mailbox has. */
  readonly parent: ContactFolder | undefined
  readonly contacts: Contact[]
}
