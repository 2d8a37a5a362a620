/** One thing that is wrong with a value, and where. */
export interface SchemaIssue {
  readonly message: string
  /** From the root to the place; absent for the root itself. */
  readonly path?: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }> | undefined
}

/** What checking a value gives: the parsed value, or what is wrong with it. */
export type SchemaResult<T> =
  | { readonly value: T; readonly issues?: undefined }
  | { readonly issues: readonly SchemaIssue[] }

/** Which JSON Schema to write. */
export interface JsonSchemaOptions {
  readonly target: 'draft-2020-12' | 'draft-07' | 'openapi-3.0' | (string & {})
}

/**
 * A schema of any library that speaks Standard Schema 1 and Standard JSON Schema 1, such as Zod 4.2 and later,
 * ArkType or Valibot: it checks values, and it can describe itself to a client.
 */
export interface Schema<T> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => SchemaResult<T> | Promise<SchemaResult<T>>
    readonly jsonSchema: {
      readonly input: (options: JsonSchemaOptions) => Record<string, unknown>
      readonly output: (options: JsonSchemaOptions) => Record<string, unknown>
    }
    readonly types?: { readonly input: unknown; readonly output: T } | undefined
  }
}
