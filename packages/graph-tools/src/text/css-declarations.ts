/** Properties in lower case, and their values without `!important`. */
export type Declarations = ReadonlyMap<string, string>

/** Reads the declarations of a rule or of a `style` attribute; later ones go before earlier ones. */
export function declarationsOf(css: string): Declarations {
  const declarations = new Map<string, string>()
  for (const text of css.match(/(?:[^;"'(]|"[^"]*"|'[^']*'|\([^)]*\)|["'(])+/g) ?? []) {
    const colon = text.indexOf(':')
    if (colon < 0) continue
    const value = text.slice(colon + 1).replace(/!\s*important/i, '')
    declarations.set(text.slice(0, colon).trim().toLowerCase(), value.trim().toLowerCase())
  }
  return declarations
}
