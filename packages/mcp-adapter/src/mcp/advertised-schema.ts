import { z } from 'zod'

import type { JsonObjectSchema } from './tool-description.ts'

const made = new WeakMap<JsonObjectSchema, object>()

/**
 * Makes a schema that an `McpServer` of either SDK takes, shows `json` word for word and refuses nothing, because
 * arguments and answers are checked by the invoker, whose messages tell the model what to do.
 */
export function advertisedSchema(json: JsonObjectSchema): object {
  const known = made.get(json)
  if (known) return known
  const schema = z.unknown()
  // SDK v1 takes for an object what has a shape. zod fills in and changes what it is given, hence the copy; it puts
  // draft 07 into `$schema` where there is none.
  Object.assign(schema._zod.def, { shape: {} })
  schema._zod.toJSONSchema = () => ({ ...json, $schema: undefined })
  const jsonSchema = { input: () => json, output: () => json }
  const validate = (value: unknown) => ({ value })
  Object.defineProperty(schema, '~standard', {
    value: { version: 1, vendor: 'graphkeep', validate, jsonSchema },
  })
  made.set(json, schema)
  return schema
}
