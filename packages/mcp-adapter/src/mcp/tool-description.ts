import type { AnyTool } from '@graphkeep/core'

/** A JSON Schema (draft 2020-12) of an object. */
export interface JsonObjectSchema {
  [key: string]: unknown
  type: 'object'
  properties?: Record<string, object>
  required?: string[]
}

/** A tool as `tools/list` shows it. */
export interface ToolDescription {
  [key: string]: unknown
  name: string
  title: string
  description: string
  inputSchema: JsonObjectSchema
  outputSchema: JsonObjectSchema
  annotations: {
    readOnlyHint: boolean
    destructiveHint: boolean
    idempotentHint: boolean
    openWorldHint: boolean
  }

  /** Asks hosts to have a person agree to every destructive call; absent on other tools. */
  _meta?: Record<string, unknown>
}

const described = new WeakMap<AnyTool, ToolDescription>()

/**
 * Describes a tool to clients. The work is done once for each tool: some servers are made anew for every request.
 *
 * @throws TypeError for a name that hosts refuse, and for a schema that cannot be shown or does not describe an object.
 */
export function describeTool(tool: AnyTool): ToolDescription {
  const known = described.get(tool)
  if (known) return known
  const description = describe(tool)
  described.set(tool, description)
  return description
}

function describe(tool: AnyTool): ToolDescription {
  const { name, title, description, effect, idempotent = effect === 'read', openWorld = true } = tool
  if (!/^[a-zA-Z0-9_-]{1,64}$/.test(name)) {
    throw new TypeError(
      `The tool name ${JSON.stringify(name)} is refused by MCP hosts: use 1 to 64 of a-z, A-Z, 0-9, _ and -`,
    )
  }
  return {
    name,
    title,
    description,
    inputSchema: jsonSchema(tool, 'input'),
    outputSchema: jsonSchema(tool, 'output'),
    annotations: {
      readOnlyHint: effect === 'read',
      destructiveHint: effect === 'destructive',
      idempotentHint: idempotent,
      openWorldHint: openWorld,
    },
    ...(effect === 'destructive' && { _meta: { 'anthropic/requiresUserInteraction': true } }),
  }
}

function jsonSchema(tool: AnyTool, side: 'input' | 'output'): JsonObjectSchema {
  // Without `$schema` the dialect is 2020-12 by the protocol, and clients that only know draft 07 do not refuse it.
  const { $schema, ...schema } = convert(tool, side)
  if (schema['type'] !== undefined && schema['type'] !== 'object') {
    throw new TypeError(
      `The ${side} schema of the tool "${tool.name}" describes ${JSON.stringify(schema['type'])}: MCP needs an object at the root`,
    )
  }
  return { ...schema, type: 'object' }
}

function convert(tool: AnyTool, side: 'input' | 'output'): Record<string, unknown> {
  try {
    return tool[side]['~standard'].jsonSchema[side]({ target: 'draft-2020-12' })
  } catch (cause) {
    throw new TypeError(
      `The ${side} schema of the tool "${tool.name}" cannot be shown as JSON Schema: use only what JSON has`,
      { cause },
    )
  }
}
