/** A value written in a filter. */
export interface Literal {
  readonly kind: 'literal'
  readonly type: 'String' | 'Number' | 'Boolean' | 'DateTimeOffset' | 'Date' | 'TimeOfDay' | 'Guid' | 'Null'
  readonly value: string | number | boolean | null
}

/** A property, reached over complex ones: `from/emailAddress/address` has three names. */
export interface Path {
  readonly kind: 'path'
  readonly names: readonly string[]
}

/** A function applied to values. */
export interface FunctionCall {
  readonly kind: 'call'
  readonly name: string
  readonly operands: readonly FilterNode[]
}

/** The comparisons of OData. */
export type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le'

/** A filter as its grammar reads it, before anything is known of the properties' types. */
export type FilterNode =
  | Literal
  | Path
  | FunctionCall
  | {
      readonly kind: 'compare'
      readonly operator: Comparison
      readonly left: FilterNode
      readonly right: FilterNode
    }
  | { readonly kind: 'and' | 'or'; readonly left: FilterNode; readonly right: FilterNode }
  | { readonly kind: 'not'; readonly operand: FilterNode }
  | { readonly kind: 'in'; readonly operand: FilterNode; readonly values: readonly Literal[] }
  | {
      readonly kind: 'lambda'
      readonly operator: 'any' | 'all'
      readonly collection: Path
      readonly variable: string | undefined
      readonly predicate: FilterNode | undefined
    }
