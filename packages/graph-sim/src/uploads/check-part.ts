import type { Upload } from './uploads.ts'

/** A part as a request brings it. */
export interface Part {
  readonly headers: Headers
  readonly body: Uint8Array
}

/** What can be wrong with a part: its range, its length against the range, its size, its place, or an uneven length. */
export type PartFault = 'range' | 'length' | 'size' | 'overlap' | 'gap' | 'step'

/** What a service asks of parts. */
export interface PartRules {
  /** The first size that is too large, in bytes. */
  readonly tooLarge: number
  /** Of what the length of every part but the last is a multiple, in bytes; smaller files are cut anywhere. */
  readonly step: number
  refuse(fault: PartFault, next: number): never
}

/** Refuses a part that does not continue the file; gives back the size of the whole. */
export function checkPart({ headers, body }: Part, { next, total }: Upload, rules: PartRules): number {
  const range = (headers.get('content-range') ?? '').trim()
  const [, ...numbers] = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/i.exec(range) ?? []
  const [first = 0, last = -1, size = 0] = numbers.map(Number)
  if (last < first || last >= size || (total ?? size) !== size) rules.refuse('range', next)
  if (body.length !== last - first + 1) rules.refuse('length', next)
  if (body.length >= rules.tooLarge) rules.refuse('size', next)
  if (first < next) rules.refuse('overlap', next)
  if (first > next) rules.refuse('gap', next)
  if (size > rules.step && last + 1 !== size && body.length % rules.step !== 0) rules.refuse('step', next)
  return size
}
