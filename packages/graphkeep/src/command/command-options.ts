import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

import { UsageError } from './usage-error.ts'

const options = {
  stdio: { type: 'boolean' },
  sim: { type: 'boolean' },
  mail: { type: 'string' },
  'client-id': { type: 'string' },
  tenant: { type: 'string' },
  account: { type: 'string' },
  graph: { type: 'string' },
  folder: { type: 'string' },
  'key-file': { type: 'string' },
  policies: { type: 'string' },
  'no-warm': { type: 'boolean' },
  master: { type: 'boolean' },
} as const

/** What the command line and the environment say; paths are absolute. */
export interface CommandOptions {
  readonly stdio: boolean
  readonly sim: boolean
  readonly mail?: string
  readonly clientId?: string
  readonly tenant?: string
  readonly account?: string
  readonly graph?: string
  readonly folder?: string
  readonly keyFile?: string

  /** A JSON file with rows of the policy table. */
  readonly policies?: string

  /** A token for Graph; from the environment only, because a command line is seen by others. */
  readonly token?: string
  readonly warm: boolean

  /** Only the master key is meant, not those that it unlocks. */
  readonly master: boolean
}

/**
 * Reads the options of a command.
 *
 * @throws {@link UsageError} for what it does not know.
 */
export function commandOptions(
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): CommandOptions {
  const values = parse(args)
  const clientId = values['client-id'] ?? env['GRAPHKEEP_CLIENT_ID']
  const tenant = values.tenant ?? env['GRAPHKEEP_TENANT']
  const account = values.account ?? env['GRAPHKEEP_ACCOUNT']
  const folder = values.folder ?? env['GRAPHKEEP_FOLDER']
  const token = env['GRAPHKEEP_TOKEN']
  return {
    stdio: values.stdio ?? false,
    sim: values.sim ?? false,
    warm: !values['no-warm'],
    master: values.master ?? false,
    ...(values.mail && { mail: absolute(values.mail, env) }),
    ...(values.graph && { graph: values.graph }),
    ...(values['key-file'] && { keyFile: absolute(values['key-file'], env) }),
    ...(values.policies && { policies: absolute(values.policies, env) }),
    ...(clientId && { clientId }),
    ...(tenant && { tenant }),
    ...(account && { account }),
    ...(folder && { folder: absolute(folder, env) }),
    ...(token && { token }),
  }
}

function parse(args: readonly string[]) {
  // A package manager passes the `--` on that separates its own options.
  const own = args[0] === '--' ? args.slice(1) : args
  try {
    return parseArgs({ args: [...own], options, strict: true }).values
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

/** Returns a path of the command line as an absolute one. A package manager runs scripts in the workspace's folder; the person was in `INIT_CWD`. */
export function absolute(path: string, env: NodeJS.ProcessEnv): string {
  return resolve(env['INIT_CWD'] ?? process.cwd(), path)
}
