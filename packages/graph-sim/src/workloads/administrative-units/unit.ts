import { flag, moment, text } from '../../odata/property-type.ts'
import type { DirectoryRecord } from '../directory-objects/directory-record.ts'

/** The properties of administrative units with their types. */
export const unitProperties = {
  id: text,
  deletedDateTime: moment,
  displayName: text,
  description: text,
  isMemberManagementRestricted: flag,
  membershipRule: text,
  membershipRuleProcessingState: text,
  membershipType: text,
  visibility: text,
} as const

/** A part of a company that has administrators of its own, under Graph's own names. */
export interface AdministrativeUnit extends DirectoryRecord {
  readonly displayName: string
  readonly description: string | null
  readonly visibility: string | null
}

/** What a client says about a unit. */
export type UnitContent = Partial<Omit<AdministrativeUnit, 'id' | '@odata.type'>>

/** A unit of what a client says, and of Graph's defaults for the rest. */
export function unitOf(id: string, content: UnitContent): AdministrativeUnit {
  return {
    '@odata.type': '#microsoft.graph.administrativeUnit',
    id,
    deletedDateTime: null,
    displayName: '',
    description: null,
    isMemberManagementRestricted: null,
    membershipRule: null,
    membershipRuleProcessingState: null,
    membershipType: null,
    visibility: null,
    ...content,
  }
}
