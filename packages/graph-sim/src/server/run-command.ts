import { stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { importMailFolder } from '../import/import-mail-folder.ts'
import { importMbox } from '../import/import-mbox.ts'
import type { ImportResult } from '../import/mail-file.ts'
import { createTenant } from '../tenant/create-tenant.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { loadFaults } from './load-faults.ts'
import { type Server, serve } from './serve.ts'

/** How to call the command. */
export const usage = `Usage: graph-sim serve [--port NUMBER] [--seed NUMBER] [--mail FOLDER|FILE.mbox] [--faults FILE]

Serves an offline Microsoft Graph on 127.0.0.1 and prints its address and a token.

  --port NUMBER   the port to listen on; a free one by default
  --seed NUMBER   the same number makes the same tenant; 1 by default
  --mail PATH     imports a folder of .eml files, or an mbox file, into the inbox
  --faults FILE   orders the faults of a JSON file: a list of rules`

/** What a run of the command came to. */
export type CommandOutcome =
  | { readonly kind: 'serving'; readonly server: Server }
  | { readonly kind: 'ended'; readonly exitCode: 0 | 2 }

/** Runs the command with its arguments; `say` gets each line for the person who called it. */
export async function runCommand(
  args: readonly string[],
  say: (line: string) => void,
): Promise<CommandOutcome> {
  const parsed = readArguments(args)
  if (parsed === undefined) {
    say(usage)
    return { kind: 'ended', exitCode: args.includes('--help') ? 0 : 2 }
  }
  const tenant = createTenant({ seed: parsed.seed, notifications: { plainHttp: 'loopback' } })
  if (parsed.mail !== undefined) report(await importFrom(tenant, parsed.mail), say)
  if (parsed.faults !== undefined) for (const line of await loadFaults(tenant, parsed.faults)) say(line)
  const server = await serve(tenant, { port: parsed.port })
  say(`Graph: ${server.url}/v1.0`)
  say(`User:  ${tenant.me.userPrincipalName}`)
  say(`Token: ${tenant.token({ expiresIn: 86_400 })}`)
  return { kind: 'serving', server }
}

interface Arguments {
  readonly port: number
  readonly seed: number
  readonly mail: string | undefined
  readonly faults: string | undefined
}

function readArguments(args: readonly string[]): Arguments | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        port: { type: 'string' },
        seed: { type: 'string' },
        mail: { type: 'string' },
        faults: { type: 'string' },
      },
    })
    const [port, seed] = [Number(values.port ?? 0), Number(values.seed ?? 1)]
    const sound = Number.isInteger(port) && port >= 0 && port < 65_536 && Number.isInteger(seed)
    return positionals.join() === 'serve' && sound
      ? { port, seed, mail: values.mail, faults: values.faults }
      : undefined
  } catch {
    return undefined
  }
}

async function importFrom(tenant: Tenant, path: string): Promise<ImportResult> {
  return (await stat(path)).isDirectory() ? importMailFolder(tenant, path) : importMbox(tenant, path)
}

function report({ files, imported }: ImportResult, say: (line: string) => void): void {
  say(`Mail:  ${imported} of ${files.length} messages imported`)
  for (const file of files) {
    if (file.outcome === 'refused') say(`  ${file.name}: ${file.reason}`)
    else for (const note of file.notes) say(`  ${file.name}: ${note}`)
  }
}
