import { badRequest } from '../errors/catalog.ts'
import { refuse } from '../errors/graph-problem.ts'
import type { View } from '../odata/entity.ts'
import { isKnownZone } from '../time/zone.ts'

/** What a `Prefer` header asks for, and the part of it that is granted. */
export interface Preferences {
  readonly ids: View['ids']
  readonly timeZone: string
  readonly bodyType: View['bodyType']
  /** Whether the answer to a change may leave out what was changed. */
  readonly result: 'representation' | 'minimal'
  /** The value of `Preference-Applied`; empty when nothing was asked for. */
  readonly applied: string
}

const none: Preferences = {
  ids: 'mutable',
  timeZone: 'UTC',
  bodyType: undefined,
  result: 'representation',
  applied: '',
}

/** Reads a `Prefer` header (Graph rule 15); what is unknown is ignored. */
export function readPreferences(header: string | null): Preferences {
  if (header === null) return none
  const applied: string[] = []
  const take = (name: RegExp): string | undefined => {
    const [whole, quoted, bare] = name.exec(header) ?? []
    if (whole === undefined) return undefined
    applied.push(whole.trim())
    return quoted ?? bare
  }
  const ids = take(/IdType\s*=\s*(?:"([^"]*)"|([^\s,;"]+))/i)
  const timeZone = take(/outlook\.timezone\s*=\s*(?:"([^"]*)"|([^,;"]+))/i)
  const bodyType = take(/outlook\.body-content-type\s*=\s*(?:"([^"]*)"|([^\s,;"]+))/i)?.toLowerCase()
  const result = take(/\breturn\s*=\s*(?:"([^"]*)"|([^\s,;"]+))/i)?.toLowerCase()
  take(/odata\.maxpagesize\s*=\s*(?:"([^"]*)"|([^\s,;"]+))/i)
  if (timeZone !== undefined && !isKnownZone(timeZone.trim()))
    refuse({
      ...badRequest(
        `A valid TimeZone value must be specified. The following TimeZone value is not supported: '${timeZone}'.`,
      ),
      code: 'TimeZoneNotSupportedException',
    })
  return {
    ids: ids?.toLowerCase() === 'immutableid' ? 'immutable' : 'mutable',
    timeZone: timeZone?.trim() ?? 'UTC',
    bodyType: bodyType === 'text' || bodyType === 'html' ? bodyType : undefined,
    result: result === 'minimal' ? 'minimal' : 'representation',
    applied: applied.join(', '),
  }
}
