import type { PropertyType } from '../../odata/property-type.ts'
import { flag, moment, openComplex, text } from '../../odata/property-type.ts'

/** The types of columns, under the names of their facets. */
export type ColumnKind = keyof typeof facets

/** A column of a list. */
export interface Column {
  readonly id: string
  readonly name: string
  displayName: string
  description: string
  columnGroup: string
  readonly kind: ColumnKind
  /** What the type leaves open, e.g. the choices of a choice column. */
  facet: Readonly<Record<string, unknown>>
  required: boolean
  hidden: boolean
  indexed: boolean
  enforceUniqueValues: boolean
  /** Whether only the service fills it. */
  readonly readOnly: boolean
}

/** What each type is when nothing else is said. */
const facets = {
  boolean: {},
  choice: { allowTextEntry: false, choices: [], displayAs: 'dropDownMenu' },
  currency: { locale: 'en-us' },
  dateTime: { displayAs: 'default', format: 'dateOnly' },
  hyperlinkOrPicture: { isPicture: false },
  lookup: { allowMultipleValues: false, allowUnlimitedLength: false, columnName: 'Title' },
  number: { decimalPlaces: 'automatic', displayAs: 'number' },
  personOrGroup: {
    allowMultipleSelection: false,
    chooseFromType: 'peopleOnly',
    displayAs: 'nameWithPresence',
  },
  text: {
    allowMultipleLines: false,
    appendChangesToExistingText: false,
    linesForEditing: 0,
    maxLength: 255,
  },
} as const

/** The names of the types. */
export const columnKinds = Object.keys(facets) as readonly ColumnKind[]

/** Makes a column; what is not said has the service's default. */
export function newColumn(
  said: Pick<Column, 'id' | 'name' | 'kind'> & Partial<Omit<Column, 'id' | 'name' | 'kind'>>,
): Column {
  return {
    displayName: said.name,
    description: '',
    columnGroup: 'Custom Columns',
    required: false,
    hidden: false,
    indexed: false,
    enforceUniqueValues: false,
    readOnly: false,
    ...said,
    facet: { ...facets[said.kind], ...said.facet },
  }
}

/** The name that a column's value has among the fields: people and rows of other lists stand there by number. */
export function fieldName({ kind, name }: Pick<Column, 'kind' | 'name'>): string {
  return kind === 'personOrGroup' || kind === 'lookup' ? `${name}LookupId` : name
}

/** The type of a column's value, for filters. */
export function fieldType({ kind }: Pick<Column, 'kind'>): PropertyType {
  if (kind === 'boolean') return flag
  if (kind === 'number' || kind === 'currency') return { kind: 'Double' }
  if (kind === 'dateTime') return moment
  return kind === 'hyperlinkOrPicture' ? openComplex('hyperlink') : text
}

/** Whether a value fits a column. */
export function fits({ kind }: Pick<Column, 'kind'>, value: unknown): boolean {
  switch (kind) {
    case 'boolean':
      return typeof value === 'boolean'
    case 'number':
    case 'currency':
      return typeof value === 'number'
    case 'personOrGroup':
    case 'lookup':
      return /^\d{1,9}$/.test(String(value))
    case 'dateTime':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value))
    case 'hyperlinkOrPicture':
      return typeof value === 'object' && value !== null && 'Url' in value
    default:
      return typeof value === 'string'
  }
}

const common = { columnGroup: '_Hidden', readOnly: true }

/** The columns that every list has and the service fills. */
export const systemColumns: readonly Column[] = [
  newColumn({
    id: '1d22ea11-1e32-424e-89ab-9fedbadb6ce1',
    name: 'ID',
    kind: 'number',
    indexed: true,
    ...common,
  }),
  newColumn({
    id: 'c042a256-787d-4a6f-8a8a-cf6ab767f12d',
    name: 'ContentType',
    displayName: 'Content Type',
    kind: 'text',
    ...common,
  }),
  newColumn({ id: '28cf69c5-fa48-462a-b5cd-27b6f9d2bd5f', name: 'Modified', kind: 'dateTime', ...common }),
  newColumn({ id: '8c06beca-0777-48f7-91c7-6da68bc07b69', name: 'Created', kind: 'dateTime', ...common }),
  newColumn({
    id: '1df5e554-ec7e-46a6-901d-d85a3881cb18',
    name: 'Author',
    displayName: 'Created By',
    kind: 'personOrGroup',
    ...common,
  }),
  newColumn({
    id: 'd31655d1-1d5b-4511-95a1-7a09e9b75bf2',
    name: 'Editor',
    displayName: 'Modified By',
    kind: 'personOrGroup',
    ...common,
  }),
  newColumn({
    id: 'dce8262a-3ae9-45aa-aab4-83bd75fb738a',
    name: '_UIVersionString',
    displayName: 'Version',
    kind: 'text',
    ...common,
  }),
]

/** The columns that a document library has besides. */
export const libraryColumns: readonly Column[] = [
  newColumn({
    id: '8553196d-ec8d-4564-9861-3dbe931050c8',
    name: 'FileLeafRef',
    displayName: 'Name',
    kind: 'text',
    columnGroup: '_Hidden',
  }),
  newColumn({
    id: '8fca95c0-9b7d-456f-8dae-b41ee2728b85',
    name: 'FileSizeDisplay',
    displayName: 'File Size',
    kind: 'text',
    ...common,
  }),
  newColumn({
    id: '58014f77-5463-437b-ab67-eec79532da67',
    name: '_CheckinComment',
    displayName: 'Check In Comment',
    kind: 'text',
    ...common,
  }),
]

/** The column that every list begins with. */
export function titleColumn(kind: 'list' | 'library' = 'list'): Column {
  return newColumn({
    id: 'fa564e0f-0c70-4ab9-b863-0177e6ddd247',
    name: 'Title',
    kind: 'text',
    required: kind === 'list',
  })
}
