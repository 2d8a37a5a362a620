/** One result of a search, written only when it comes onto a page. */
export interface Found {
  hitId(): string
  summary(): string
  /** The usual properties, or those of them that are asked for. */
  resource(fields: readonly string[] | undefined): Readonly<Record<string, unknown>>
}

/** Picks the properties that are asked for, in any casing; what a type does not have is silently left out. */
export function pick(
  resource: Readonly<Record<string, unknown>>,
  fields: readonly string[] | undefined,
): Readonly<Record<string, unknown>> {
  if (fields === undefined) return resource
  const wanted = new Set(['@odata.type', ...fields.map((name) => name.toLowerCase())])
  return Object.fromEntries(Object.entries(resource).filter(([name]) => wanted.has(name.toLowerCase())))
}
