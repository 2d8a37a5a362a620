import type { Entity } from '../../odata/entity.ts'
import { complex, flag, listOf, openComplex, text } from '../../odata/property-type.ts'
import type { Person } from './person.ts'

const properties = {
  id: text,
  displayName: text,
  givenName: text,
  surname: text,
  birthday: text,
  personNotes: text,
  isFavorite: flag,
  jobTitle: text,
  companyName: text,
  yomiCompany: text,
  department: text,
  officeLocation: text,
  profession: text,
  userPrincipalName: text,
  imAddress: text,
  scoredEmailAddresses: listOf(complex('scoredEmailAddress', { address: text, itemId: text })),
  phones: listOf(complex('phone', { type: text, number: text })),
  postalAddresses: listOf(openComplex('location')),
  websites: listOf(openComplex('website')),
  personType: complex('personType', { class: text, subclass: text }),
} as const

/** People as Graph describes them. */
export const personEntity: Entity<Person> = {
  name: 'person',
  properties,
  navigation: [],
  defaults: Object.keys(properties),
  always: ['id'],
  annotations: () => ({}),
  read: readPerson,
}

function readPerson(person: Person, property: string): unknown {
  switch (property) {
    case 'birthday':
    case 'personNotes':
    case 'yomiCompany':
    case 'profession':
      return ''
    case 'isFavorite':
      return false
    case 'imAddress':
      return person.userPrincipalName === '' ? null : `sip:${person.userPrincipalName}`
    case 'scoredEmailAddresses':
      return [{ address: person.address, relevanceScore: person.score, selectionLikelihood: 'notSpecified' }]
    case 'postalAddresses':
    case 'websites':
      return []
    case 'personType':
      return { class: person.subclass === 'UnifiedGroup' ? 'Group' : 'Person', subclass: person.subclass }
    default:
      return person[property as keyof Person]
  }
}
