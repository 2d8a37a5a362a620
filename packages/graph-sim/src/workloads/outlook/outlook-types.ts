import { complex, listOf, localMoment, openComplex, text } from '../../odata/property-type.ts'

/** A name and an address, in the bracket that Outlook puts round them. */
export const recipientType = complex('recipient', {
  emailAddress: complex('emailAddress', { name: text, address: text }),
})

/** A local time and the name of its zone. */
export const dateTimeTimeZoneType = complex('dateTimeTimeZone', { dateTime: localMoment, timeZone: text })

/** A postal address. */
export const physicalAddressType = complex('physicalAddress', {
  street: text,
  city: text,
  state: text,
  countryOrRegion: text,
  postalCode: text,
})

/** A place, as events name it. */
export const locationType = complex('location', {
  displayName: text,
  locationType: text,
  uniqueId: text,
  uniqueIdType: text,
  locationUri: text,
  locationEmailAddress: text,
  address: physicalAddressType,
  coordinates: openComplex('outlookGeoCoordinates'),
})

/** Several places. */
export const locationsType = listOf(locationType)
