import type { Mailbox } from '../outlook/mailbox.ts'

const names = new Intl.DisplayNames(['en'], { type: 'language', languageDisplay: 'standard' })

/** A mailbox's settings under Graph's own names. */
export function settingsBody({
  owner,
  preferences,
  ids,
  folders,
}: Mailbox): Readonly<Record<string, unknown>> {
  const { workingHours, automaticReplies, locale } = preferences
  const { customZone, ...hours } = workingHours
  return {
    archiveFolder: ids.folder(folders.wellKnown('archive').number),
    timeZone: preferences.timeZone,
    delegateMeetingMessageDeliveryOptions: preferences.delegateMeetingMessageDeliveryOptions,
    dateFormat: preferences.dateFormat,
    timeFormat: preferences.timeFormat,
    userPurpose: owner.purpose,
    automaticRepliesSetting: { ...automaticReplies },
    language: languageBody(locale),
    workingHours: { ...hours, timeZone: customZone ?? { name: hours.timeZone } },
  }
}

/** A language as Graph writes it, with its English name; throws a `RangeError` for what is no language tag. */
export function languageBody(locale: string): { readonly locale: string; readonly displayName: string } {
  return { locale, displayName: names.of(locale) ?? locale }
}
