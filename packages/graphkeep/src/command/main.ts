import { isGraphkeepError } from '@graphkeep/core'
import { profiles } from '@graphkeep/graph-tools/profiles'

import { version } from '../version.ts'
import { UsageError } from './usage-error.ts'

const usage = `Usage: graphkeep COMMAND [OPTIONS]

  serve --stdio   serves the tools to an MCP client over standard input and output
  login           signs one more account in, with a device code or --interactive in a browser
  logout          removes the sign-ins and everything cached for them; --account NAME: only that one's
  doctor          checks what Graphkeep needs, and says what to do where something is missing
  keys rotate     encrypts the file with a new key; with --master only replaces what unlocks it
  keys encrypt    encrypts a file that is not
  backup FILE     writes a copy, encrypted as the file is, while it is in use
  restore FILE    checks a copy and puts it in the place of the file
  demo            shows the main job on an offline tenant [--mail FOLDER with .eml files]

Which tenant, and as whom:
  --sim [--mail FOLDER]   an offline tenant instead of Microsoft 365
  --client-id ID          people sign in with this app registration           (GRAPHKEEP_CLIENT_ID)
    --interactive         ... in a browser of this machine, instead of with a device code
    GRAPHKEEP_REFRESH_TOKEN   ... or by another program's refresh token, which is used once
  GRAPHKEEP_CLIENT_SECRET     the app acts as itself, with its secret
  --certificate FILE      ... with a certificate and its key as PEM           (GRAPHKEEP_CERTIFICATE;
                          the key's passphrase: GRAPHKEEP_CERTIFICATE_PASSPHRASE)
  --workload-identity     ... with a workload's token (AZURE_FEDERATED_TOKEN_FILE, AZURE_CLIENT_ID, AZURE_TENANT_ID)
  --managed-identity      ... with this machine's identity in Azure; --client-id ID for an assigned one
  GRAPHKEEP_TOKEN         a token of your own
  --tenant ID             whose people or data; default for people: organizations (GRAPHKEEP_TENANT)
  --account NAME          whose data it is about, where nobody signs in       (GRAPHKEEP_ACCOUNT)
  --authority URL         another sign-in service, e.g. a sovereign cloud's   (GRAPHKEEP_AUTHORITY)
  --graph URL             another Microsoft Graph, with its version

Which tools (give login what serve is given: it asks for the permissions of these tools, and no more):
  --profile NAME[,NAME]   ${Object.keys(profiles).join(', ')}; default: assistant
  --read-only             only tools that change nothing
  --include NAMES         these as well, by tool or family: email_get,file
  --exclude NAMES         not these

What is kept, and how:
  --folder DIR            where the encrypted file is kept                    (GRAPHKEEP_FOLDER)
  --key-file FILE         where the master key is kept; default: GRAPHKEEP_KEY or the system's keyring
  --policies FILE         how long what is served, e.g. {"calendar": {"freshMs": 60000, "staleMs": 300000, "graceMs": 3600000}}
  --no-warm               serve: do not fetch ahead`

const commands: Readonly<Record<string, () => Promise<{ run(args: readonly string[]): Promise<number> }>>> = {
  serve: () => import('./serve.ts'),
  login: () => import('./login.ts'),
  logout: () => import('./logout.ts'),
  doctor: () => import('./doctor.ts'),
  keys: () => import('./keys.ts'),
  backup: () => import('./backup.ts'),
  restore: () => import('./restore.ts'),
  demo: () => import('./demo.ts'),
}

/** Runs the command that the arguments name. Returns the exit status. */
export async function main(args: readonly string[]): Promise<number> {
  const [name = '', ...rest] = args
  if (name === '--version') return say(version())
  if (name === '--help' || name === 'help') return say(usage)
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!load) return fail(name ? `There is no command "${name}".\n\n${usage}` : usage, 2)
  try {
    return await (await load()).run(rest)
  } catch (error) {
    if (error instanceof UsageError) return fail(`${error.message}\n\n${usage}`, 2)
    if (isGraphkeepError(error)) return fail(`${error.message} (${error.code})`, 1)
    throw error
  }
}

function say(text: string): number {
  console.log(text)
  return 0
}

function fail(text: string, status: number): number {
  console.error(text)
  return status
}
