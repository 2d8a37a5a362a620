import { isGraphkeepError } from '@graphkeep/core'

import { version } from '../version.ts'
import { UsageError } from './usage-error.ts'

const usage = `Usage: graphkeep COMMAND [OPTIONS]

  serve --stdio   serves the tools to an MCP client over standard input and output
  login           signs in to Microsoft 365 with a device code
  logout          removes the sign-in and everything cached for it
  doctor          checks what Graphkeep needs, and says what to do where something is missing
  keys rotate     encrypts the file with a new key; with --master only replaces what unlocks it
  keys encrypt    encrypts a file that is not
  backup FILE     writes a copy, encrypted as the file is, while it is in use
  restore FILE    checks a copy and puts it in the place of the file
  demo            shows the main job on an offline tenant [--mail FOLDER with .eml files]

  --sim [--mail FOLDER]   an offline tenant instead of Microsoft 365
  --client-id ID          the app registration to sign in with       (GRAPHKEEP_CLIENT_ID)
  --tenant ID             its tenant; default: organizations         (GRAPHKEEP_TENANT)
  --account NAME          whose data GRAPHKEEP_TOKEN is for          (GRAPHKEEP_ACCOUNT)
  --graph URL             another Microsoft Graph, e.g. a sovereign cloud
  --folder DIR            where the encrypted file is kept           (GRAPHKEEP_FOLDER)
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
