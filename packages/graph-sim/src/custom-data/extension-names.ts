/** The forms of an extension's full name that Outlook takes; the first is the one that it gives. */
const prefixes = [
  'microsoft.graph.openTypeExtension.',
  'Microsoft.OutlookServices.OpenTypeExtension.',
] as const

/** The id that Outlook gives to an extension. */
export function fullName(extensionName: string): string {
  return `${prefixes[0]}${extensionName}`
}

/** Every text that an extension may be asked for by. */
export function namesOf(extensionName: string): readonly string[] {
  return [extensionName, ...prefixes.map((prefix) => `${prefix}${extensionName}`)]
}

/** Whether a text names an extension, in any casing. */
export function isNamed(extensionName: string, text: string): boolean {
  const wanted = text.toLowerCase()
  return namesOf(extensionName).some((name) => name.toLowerCase() === wanted)
}
