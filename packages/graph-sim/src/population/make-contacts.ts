import type { JsonObject } from '../gateway/parse-json.ts'
import type { Random } from '../random/random.ts'
import { contactFrom } from '../workloads/contacts/contact-from.ts'
import type { Mailbox } from '../workloads/outlook/mailbox.ts'
import { projects } from './company.ts'
import { personNames } from './names.ts'

const extraGiven: readonly string[] = [
  'Anna',
  'Bruno',
  'Carla',
  'Deniz',
  'Emeka',
  'Farah',
  'Greta',
  'Hiroshi',
  'Ivo',
  'Jana',
  'Kofi',
  'Leila',
  'Mateo',
  'Noor',
  'Otto',
  'Petra',
]
const extraSurnames: readonly string[] = [
  'Abad',
  'Bergström',
  'Çelik',
  'Dufour',
  'Eriksen',
  'Fischer',
  'Greene',
  'Horváth',
  'Ito',
  'Jansen',
  'Kowalska',
  'Lund',
  'Mbeki',
  'Novák',
  'Ortega',
  'Peeters',
  'Quinn',
  'Rossi',
  "D'Angelo",
]

const titles: readonly string[] = [
  'Buyer',
  'Harbour Master',
  'Technical Director',
  'Site Engineer',
  'Assistant',
]
const cities: readonly string[] = ['Gdynia', 'Osaka', 'Harwich', 'Lübeck', 'Boston', 'Dubai']

/** Fills a mailbox with exactly `count` contacts, a few of them in a folder of their own. */
export function makeContacts({ contacts }: Mailbox, random: Random, count: number): void {
  const pilots = count < 20 ? contacts.main : contacts.createFolder('Harbour pilots', contacts.main)
  for (let i = 0; i < count; i++) {
    const content = contactFrom({ ...nameOf(random, i), ...circumstances(random) })
    contacts.add(content, random.chance(0.1) ? pilots : contacts.main)
  }
}

function nameOf(random: Random, i: number): JsonObject {
  const known = i < personNames.length ? personNames[i] : undefined
  const givenName = known?.given ?? random.pick(extraGiven)
  const surname = known?.surname ?? random.pick(extraSurnames)
  const { customer } = random.pick(projects)
  const host = `${customer.toLowerCase().replace(/[^a-z]+/g, '-')}.example`
  const alias = known?.alias ?? `${ascii(givenName)}.${ascii(surname)}${i}`
  return {
    givenName,
    surname,
    displayName: known?.display ?? `${givenName} ${surname}`,
    companyName: customer,
    emailAddresses: [{ name: `${givenName} ${surname}`, address: `${alias}@${host}` }],
  }
}

function circumstances(random: Random): JsonObject {
  const phone = (): string => `+${random.int(30, 49)} ${random.int(100, 999)} ${random.int(1000, 9999)}`
  const birthday = `19${random.int(60, 99)}-0${random.int(1, 9)}-${random.int(10, 28)}T11:59:00Z`
  return {
    jobTitle: random.pick(titles),
    businessPhones: [phone()],
    mobilePhone: random.chance(0.5) ? phone() : null,
    businessAddress: {
      street: `Quay ${random.int(1, 80)}`,
      city: random.pick(cities),
      postalCode: String(random.int(10_000, 99_999)),
    },
    birthday: random.chance(0.2) ? birthday : null,
    personalNotes: random.chance(0.15) ? 'Met at the trade fair in Hamburg.' : '',
    categories: random.chance(0.1) ? ['Customer'] : [],
  }
}

function ascii(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z]/g, '')
}
