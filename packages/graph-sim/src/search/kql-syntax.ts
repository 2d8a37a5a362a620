/** One restriction of a KQL query. */
export interface KqlTerm {
  readonly kind: 'term'
  /** In lower case; `undefined` for a free word. */
  readonly property: string | undefined
  readonly operator: ':' | '=' | '<' | '<=' | '>' | '>=' | '<>'
  readonly value: string
  /** Whether the value stood in quotes, and so is looked for as a whole. */
  readonly form: 'word' | 'phrase'
}

/** A KQL query as a tree. */
export type KqlNode =
  | KqlTerm
  | { readonly kind: 'and' | 'or'; readonly operands: readonly KqlNode[] }
  | { readonly kind: 'not'; readonly operand: KqlNode }
  | { readonly kind: 'everything' }
