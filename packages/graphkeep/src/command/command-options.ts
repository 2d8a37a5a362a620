import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

import { UsageError } from './usage-error.ts'

const options = {
  stdio: { type: 'boolean' },
  sim: { type: 'boolean' },
  mail: { type: 'string' },
  interactive: { type: 'boolean' },
  certificate: { type: 'string' },
  'workload-identity': { type: 'boolean' },
  'managed-identity': { type: 'boolean' },
  'client-id': { type: 'string' },
  tenant: { type: 'string' },
  account: { type: 'string' },
  authority: { type: 'string' },
  graph: { type: 'string' },
  folder: { type: 'string' },
  'key-file': { type: 'string' },
  profile: { type: 'string' },
  'read-only': { type: 'boolean' },
  include: { type: 'string' },
  exclude: { type: 'string' },
  policies: { type: 'string' },
  'no-warm': { type: 'boolean' },
  master: { type: 'boolean' },
} as const

type Text = string | undefined
type Names = readonly string[] | undefined

/** What the command line and the environment say; paths are absolute. */
export interface CommandOptions {
  readonly stdio: boolean
  readonly sim: boolean
  readonly mail: Text
  readonly interactive: boolean

  /** A PEM file that holds a certificate and the key to it. */
  readonly certificate: Text
  readonly workloadIdentity: boolean

  /** The file with the workload's token, as Azure's webhook names it. */
  readonly tokenFile: Text
  readonly managedIdentity: boolean
  readonly clientId: Text
  readonly tenant: Text
  readonly account: Text
  readonly authority: Text
  readonly graph: Text
  readonly folder?: string
  readonly keyFile?: string

  /** Names of profiles, and of tools or families beside or without; not yet looked up. */
  readonly profile: Names
  readonly include: Names
  readonly exclude: Names

  /** Only tools that change nothing are given. */
  readonly readOnly: boolean

  /** A JSON file with rows of the policy table. */
  readonly policies: Text

  /** From the environment only, because a command line is seen by others. */
  readonly secrets: {
    /** A token for Graph. */
    readonly token: Text
    readonly clientSecret: Text
    readonly refreshToken: Text
    readonly passphrase: Text
  }
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
  const workloadIdentity = values['workload-identity'] ?? false
  const azure: NodeJS.ProcessEnv = workloadIdentity ? env : {}
  const path = (text: Text): Text => (text ? absolute(text, env) : undefined)
  const folder = path(values.folder || env['GRAPHKEEP_FOLDER'])
  const keyFile = path(values['key-file'])
  return {
    stdio: values.stdio ?? false,
    sim: values.sim ?? false,
    mail: path(values.mail),
    interactive: values.interactive ?? false,
    certificate: path(values.certificate ?? env['GRAPHKEEP_CERTIFICATE']),
    workloadIdentity,
    tokenFile: azure['AZURE_FEDERATED_TOKEN_FILE'],
    managedIdentity: values['managed-identity'] ?? false,
    clientId: values['client-id'] || env['GRAPHKEEP_CLIENT_ID'] || azure['AZURE_CLIENT_ID'],
    tenant: values.tenant || env['GRAPHKEEP_TENANT'] || azure['AZURE_TENANT_ID'],
    account: values.account || env['GRAPHKEEP_ACCOUNT'],
    authority: address(values.authority || env['GRAPHKEEP_AUTHORITY'] || azure['AZURE_AUTHORITY_HOST']),
    graph: address(values.graph),
    ...(folder && { folder }),
    ...(keyFile && { keyFile }),
    profile: names(values.profile),
    include: names(values.include),
    exclude: names(values.exclude),
    readOnly: values['read-only'] ?? false,
    policies: path(values.policies),
    secrets: {
      token: env['GRAPHKEEP_TOKEN'],
      clientSecret: env['GRAPHKEEP_CLIENT_SECRET'],
      refreshToken: env['GRAPHKEEP_REFRESH_TOKEN'],
      passphrase: env['GRAPHKEEP_CERTIFICATE_PASSPHRASE'],
    },
    warm: !values['no-warm'],
    master: values.master ?? false,
  }
}

function names(text: Text): Names {
  return text?.split(',').map((name) => name.trim())
}

function address(text: Text): Text {
  if (!text || URL.canParse(text)) return text?.replace(/\/+$/, '')
  throw new UsageError(`"${text}" is no address: write https://HOST.`)
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
