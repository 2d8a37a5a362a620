import type { EntityFacts, Operator, PropertyFacts } from './entity.ts'
import type { MailSearch } from './kql.ts'

/** What Graph is asked to keep; several properties must all hold, and `undefined` asks for nothing. */
export type Where<E extends EntityFacts> = Combined<{
  readonly [P in keyof E['properties'] as [SentBy<E['properties'][P]>] extends [never] ? never : P]?:
    | Test<E['properties'][P], SentBy<E['properties'][P]>>
    | undefined
}>

/** What is kept of it here, by any property: also what Graph cannot filter by. */
export type Here<E extends EntityFacts> = Combined<{
  readonly [P in keyof E['properties']]?: Test<E['properties'][P], HereBy<E['properties'][P]>> | undefined
}>

/** A property that can be selected. */
export type Selectable<E extends EntityFacts> = First<keyof E['properties']> | E['others'][number]

/** A property to sort by, upwards or `desc`. */
export type Order<E extends EntityFacts> = Sortable<E> | `${Sortable<E>} desc`

/** What a list is asked for. What Graph refuses together cannot be written down together. */
export type Asked<E extends EntityFacts, top extends number> = {
  readonly select: readonly Selectable<E>[]
  readonly where?: Where<E> | undefined
  readonly here?: Here<E> | undefined

  /** How many; at most what Graph gives on a page. Default: what Graph gives without being asked. */
  readonly top?: (top & AtMost<top, E['mostTop']>) | undefined
} & Windowed<E> &
  Searched<E>

type Combined<M> = M & {
  readonly and?: readonly Combined<M>[] | undefined
  readonly or?: readonly Combined<M>[] | undefined
  readonly not?: Combined<M> | undefined
}

type Windowed<E extends EntityFacts> = E extends { window: true }
  ? {
      /** From, and up to, two moments. */
      readonly window: { readonly start: string; readonly end: string }
    }
  : { readonly window?: never }

type Searched<E extends EntityFacts> = E['search'] extends 'kql'
  ?
      | { readonly search: MailSearch; readonly orderBy?: never; readonly count?: never }
      | ({ readonly search?: undefined } & Sorted<E>)
  : Sorted<E> & {
      readonly search?: E['search'] extends 'properties'
        ? { readonly [P in Searchable<E>]?: string | undefined } | undefined
        : never
    }

interface Sorted<E extends EntityFacts> {
  /** One property or several, the first the weightiest. */
  readonly orderBy?: Order<E> | readonly Order<E>[] | undefined

  /** Whether to ask how many there are in all. */
  readonly count?: boolean | undefined
}

type SentBy<F extends PropertyFacts> =
  | F['filter'][number]
  | (F extends { advanced: readonly (infer A extends Operator)[] } ? A : never)

type HereBy<F extends PropertyFacts> = F['type'] extends 'text'
  ? 'eq' | 'ne' | 'startsWith' | 'endsWith' | 'contains'
  : F['type'] extends 'flag'
    ? 'eq' | 'ne'
    : 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le'

type Test<F extends PropertyFacts, O extends Operator> = F extends { list: true }
  ? { readonly any: { readonly [K in Exclude<O, 'ne'>]: { readonly [T in K]: Value<F> } }[Exclude<O, 'ne'>] }
  : { readonly [K in O]?: Value<F> | (K extends 'eq' | 'ne' ? null : never) | undefined }

type Value<F extends PropertyFacts> = F extends { values: readonly (infer V extends string)[] }
  ? V
  : { text: string; flag: boolean; number: number; moment: string; wall: string }[F['type']]

type First<P> = P extends `${infer F}/${string}` ? F : P & string

type Sortable<E extends EntityFacts> = {
  [P in keyof E['properties'] & string]: E['properties'][P] extends { sort: true | 'advanced' } ? P : never
}[keyof E['properties'] & string]

type Searchable<E extends EntityFacts> = {
  [P in keyof E['properties'] & string]: E['properties'][P] extends { search: true } ? P : never
}[keyof E['properties'] & string]

/** Refuses literals of four digits and more, as far as they are not the limit itself, which has three digits or is 1000. */
type AtMost<N extends number, most extends number> = N extends most
  ? unknown
  : `${N}` extends `${number}${number}${number}${number}${string}`
    ? never
    : unknown
