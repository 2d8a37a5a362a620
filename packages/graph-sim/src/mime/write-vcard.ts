/** What a card says of a person. */
export interface CardSource {
  readonly displayName: string
  readonly surname: string | null
  readonly givenName: string | null
  readonly companyName: string | null
  readonly jobTitle: string | null
  readonly personalNotes: string
  readonly emailAddresses: readonly { readonly address: string }[]
  readonly businessPhones: readonly string[]
  readonly homePhones: readonly string[]
  readonly mobilePhone: string | null
  /** ISO 8601. */
  readonly changed: string
}

/** Writes a person as a vCard of version 3. */
export function writeVcard(source: CardSource): string {
  const lines = [
    'BEGIN:VCARD',
    'PROFILE:VCARD',
    'VERSION:3.0',
    'MAILER:Microsoft Exchange',
    'PRODID:Microsoft Exchange',
    `FN:${escaped(source.displayName)}`,
    `N:${escaped(source.surname ?? '')};${escaped(source.givenName ?? '')};;;`,
    ...(source.personalNotes === '' ? [] : [`NOTE:${escaped(source.personalNotes)}`]),
    `ORG:${escaped(source.companyName ?? '')};`,
    'CLASS:PUBLIC',
    ...source.emailAddresses.map(({ address }) => `EMAIL:${escaped(address)}`),
    ...source.businessPhones.map((number) => `TEL;TYPE=WORK:${escaped(number)}`),
    ...source.homePhones.map((number) => `TEL;TYPE=HOME:${escaped(number)}`),
    ...(source.mobilePhone === null ? [] : [`TEL;TYPE=CELL:${escaped(source.mobilePhone)}`]),
    `TITLE:${escaped(source.jobTitle ?? '')}`,
    `REV;VALUE=DATE-TIME:${source.changed}`,
    'END:VCARD',
  ]
  return `${lines.join('\r\n')}\r\n`
}

/** Text of a card or a calendar, with the marks that have a meaning there made harmless. */
export function escaped(text: string): string {
  return text
    .replace(/[\\;,]/g, (mark) => `\\${mark}`)
    .replaceAll('\r', '')
    .replaceAll('\n', '\\n')
}
