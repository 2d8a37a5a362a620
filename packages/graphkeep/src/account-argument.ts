import { type AnyTool, InvalidInput, type Invoker, type Scope } from '@graphkeep/core'
import type { Accounts } from '@graphkeep/graph-tools/account'

import type { Graphkeep } from './graphkeep.ts'

/**
 * Lets a model say with each call which of several accounts it is about, where people sign in; a call that does not say so
 * is about the first. Tools that are about signing in itself stay as they are.
 */
export function withAccountArgument({ tools, call, accounts }: Graphkeep): Invoker {
  return {
    tools: accounts ? tools.map((tool) => (isAboutAccount(tool.name) ? taking(tool) : tool)) : tools,

    async call(name, input, { scope: _, ...options }) {
      if (!accounts || !isAboutAccount(name) || !hasAccount(input)) return call(name, input, options)
      const { account, ...rest } = input
      return call(name, rest, { ...options, scope: await scopeOf(accounts, account) })
    },
  }
}

function isAboutAccount(tool: string): boolean {
  return !tool.startsWith('account_')
}

function hasAccount(input: unknown): input is { readonly account: unknown } {
  return typeof input === 'object' && input !== null && 'account' in input && input.account !== undefined
}

async function scopeOf(accounts: Accounts, account: unknown): Promise<Scope> {
  const named = (await accounts.list()).filter(
    ({ scope }) => scope.account.toLowerCase() === String(account).toLowerCase(),
  )
  const [found, ...others] = named
  if (found && others.length === 0) return found.scope
  if (found) throw new InvalidInput(['account: two tenants have it. Sign one of them out'])
  throw new InvalidInput(['account: no such account is signed in. account_list shows who is'])
}

/** Shows the argument; it is taken off before the tool sees its input. */
function taking(tool: AnyTool): AnyTool {
  const { '~standard': standard } = tool.input
  const { input } = standard.jsonSchema
  const jsonSchema: typeof standard.jsonSchema = {
    ...standard.jsonSchema,
    input: (options) => {
      const { properties, ...schema } = input(options)
      return { ...schema, properties: { ...(properties as object), account } }
    },
  }
  return { ...tool, input: { '~standard': { ...standard, jsonSchema } } }
}

const account = { type: 'string', description: 'One of account_list. Default: the first.' }
