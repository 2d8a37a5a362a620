import { complex, flag, listOf, moment, openComplex, text } from '../../odata/property-type.ts'
import { outsiders } from '../../population/company.ts'
import type { Random } from '../../random/random.ts'
import type { DirectoryRecord } from '../directory-objects/directory-record.ts'

/** The properties of organizational contacts with their types. */
export const contactProperties = {
  id: text,
  deletedDateTime: moment,
  companyName: text,
  department: text,
  displayName: text,
  proxyAddresses: listOf(text),
  givenName: text,
  imAddresses: listOf(text),
  jobTitle: text,
  mail: text,
  mailNickname: text,
  onPremisesLastSyncDateTime: moment,
  onPremisesSyncEnabled: flag,
  surname: text,
  addresses: listOf(
    complex('physicalOfficeAddress', {
      city: text,
      countryOrRegion: text,
      officeLocation: text,
      postalCode: text,
      state: text,
      street: text,
    }),
  ),
  onPremisesProvisioningErrors: listOf(openComplex('onPremisesProvisioningError')),
  phones: listOf(complex('phone', { number: text, type: text })),
  serviceProvisioningErrors: listOf(openComplex('serviceProvisioningError')),
} as const

/** Makes the contacts that everybody in the company shares: the people outside who write to it. */
export function makeOrgContacts(random: Random): readonly DirectoryRecord[] {
  return outsiders.slice(0, 6).map(({ name, address }) => {
    const [givenName = name, ...rest] = name.split(' ')
    return {
      '@odata.type': '#microsoft.graph.orgContact',
      id: random.guid(),
      deletedDateTime: null,
      companyName: address.slice(address.indexOf('@') + 1),
      department: null,
      displayName: name,
      proxyAddresses: [`SMTP:${address}`],
      givenName,
      imAddresses: [],
      jobTitle: null,
      mail: address,
      mailNickname: address.slice(0, address.indexOf('@')),
      onPremisesLastSyncDateTime: null,
      onPremisesSyncEnabled: null,
      surname: rest.join(' ') || null,
      addresses: [nowhere],
      onPremisesProvisioningErrors: [],
      phones: ['businessFax', 'mobile', 'business'].map((type) => ({ number: null, type })),
      serviceProvisioningErrors: [],
    }
  })
}

const nowhere = {
  city: null,
  countryOrRegion: null,
  officeLocation: null,
  postalCode: null,
  state: null,
  street: null,
}
