import { flag, int32, type PropertyType, text } from './property-type.ts'

/** A function of the filter language: how many operands it takes and what it makes of their values. */
export interface FilterFunction {
  readonly operands: 1 | 2
  readonly result: PropertyType
  /** Strings arrive in lower case, moments as milliseconds; an operand that is `null` never arrives. */
  apply(first: unknown, second: unknown): unknown
}

const textual = (
  result: PropertyType,
  operands: 1 | 2,
  apply: (a: string, b: string) => unknown,
): FilterFunction => ({
  operands,
  result,
  apply: (first, second) => apply(String(first), String(second)),
})

const dated = (apply: (moment: Date) => number): FilterFunction => ({
  operands: 1,
  result: int32,
  apply: (first) => apply(new Date(Number(first))),
})

/** Every function that the grammar of Graph's filters knows; which of them a workload takes is its own rule. */
export const filterFunctions: Readonly<Record<string, FilterFunction>> = {
  startswith: textual(flag, 2, (a, b) => a.startsWith(b)),
  endswith: textual(flag, 2, (a, b) => a.endsWith(b)),
  contains: textual(flag, 2, (a, b) => a.includes(b)),
  tolower: textual(text, 1, (a) => a),
  toupper: textual(text, 1, (a) => a),
  trim: textual(text, 1, (a) => a.trim()),
  concat: textual(text, 2, (a, b) => a + b),
  length: textual(int32, 1, (a) => a.length),
  indexof: textual(int32, 2, (a, b) => a.indexOf(b)),
  year: dated((at) => at.getUTCFullYear()),
  month: dated((at) => at.getUTCMonth() + 1),
  day: dated((at) => at.getUTCDate()),
  hour: dated((at) => at.getUTCHours()),
  minute: dated((at) => at.getUTCMinutes()),
  second: dated((at) => at.getUTCSeconds()),
}
