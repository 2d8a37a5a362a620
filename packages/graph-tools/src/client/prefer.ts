/** What every request for an Outlook item asks for: ids that survive a move (Graph rule 15). */
const outlookDefault = 'IdType="ImmutableId"'

const outlookPath =
  /^\/(me|users\/[^/]+)\/(messages|mailfolders|events|calendar|calendars|calendarview|calendargroups|contacts|contactfolders|sendmail|inferenceclassification)\b/i

/**
 * Returns the `Prefer` header of a request: what its caller wants, and what the client wants where the caller says
 * nothing of it; `undefined` when nobody wants anything.
 *
 * @param path Below the API's version.
 */
export function preferOf(path: string, wanted: string | null): string | undefined {
  const defaults = outlookPath.test(path) ? [outlookDefault] : []
  const preferences = new Map<string, string>()
  for (const preference of [...defaults, ...splitPreferences(wanted ?? '')]) {
    preferences.set(nameOf(preference), preference)
  }
  return preferences.size > 0 ? [...preferences.values()].join(', ') : undefined
}

/** Splits at commas that do not stand in quotes. */
function splitPreferences(header: string): readonly string[] {
  return (header.match(/(?:"(?:[^"\\]|\\.)*"|[^,"])+/g) ?? []).map((part) => part.trim()).filter(Boolean)
}

function nameOf(preference: string): string {
  return (preference.split(/[=;]/, 1)[0] ?? '').trim().toLowerCase()
}
