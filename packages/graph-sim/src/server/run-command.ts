import { readFile, rename, stat, writeFile } from 'node:fs/promises'
import { importMailFolder } from '../import/import-mail-folder.ts'
import { importMbox } from '../import/import-mbox.ts'
import type { ImportResult } from '../import/mail-file.ts'
import { loadTenant } from '../snapshot/load-tenant.ts'
import { saveTenant } from '../snapshot/save-tenant.ts'
import { createTenant } from '../tenant/create-tenant.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { loadFaults } from './load-faults.ts'
import { loadJson } from './load-json.ts'
import { type Arguments, readArguments, usage } from './read-arguments.ts'
import { type Server, serve } from './serve.ts'

/** What a run of the command came to. */
export type CommandOutcome =
  | { readonly kind: 'serving'; readonly server: Server }
  | { readonly kind: 'ended'; readonly exitCode: 0 | 2 }

/**
 * Runs the command with its arguments; `say` gets each line for the person who called it. Closing the server saves the
 * tenant where that was asked for.
 */
export async function runCommand(
  args: readonly string[],
  say: (line: string) => void,
): Promise<CommandOutcome> {
  const read = readArguments(args)
  if (read.kind === 'help') {
    say(usage)
    return { kind: 'ended', exitCode: 0 }
  }
  if (read.kind === 'wrong') {
    say(`graph-sim: ${read.reason}`)
    say('See graph-sim --help.')
    return { kind: 'ended', exitCode: 2 }
  }
  return { kind: 'serving', server: await start(read.wanted, say) }
}

async function start(wanted: Arguments, say: (line: string) => void): Promise<Server> {
  const { port, host, tls, explorer, load, save, mail, json, faults } = wanted
  const certificate = tls && { key: await readFile(tls.key), cert: await readFile(tls.cert) }
  const tenant =
    load === undefined
      ? createTenant({ ...wanted.tenant, notifications: { plainHttp: 'loopback' } })
      : await loadTenant(await readFile(load))
  if (mail !== undefined) report(await importFrom(tenant, mail), say)
  if (json !== undefined) for (const line of await loadJson(tenant, json)) say(line)
  if (faults !== undefined) for (const line of await loadFaults(tenant, faults)) say(line)
  const server = await serve(tenant, {
    port,
    host,
    explorer,
    ...(certificate === undefined ? {} : { tls: certificate }),
  })
  introduce(tenant, server, explorer).forEach(say)
  const close = async (): Promise<void> => {
    await server.close()
    if (save !== undefined) {
      await saveTo(tenant, save)
      say(`Saved: ${save}`)
    }
  }
  return { url: server.url, close, [Symbol.asyncDispose]: close }
}

/** A snapshot that was begun and not finished does not take the place of one that is whole. */
async function saveTo(tenant: Tenant, path: string): Promise<void> {
  await writeFile(`${path}.part`, saveTenant(tenant))
  await rename(`${path}.part`, path)
}

function introduce(tenant: Tenant, { url }: Server, explorer: boolean): readonly string[] {
  const others = tenant.users
    .filter(({ id }) => id !== tenant.me.id)
    .map(({ userPrincipalName }) => userPrincipalName)
  return [
    `Graph: ${url}/v1.0`,
    ...(explorer ? [`Page:  ${url}/`] : []),
    `User:  ${tenant.me.userPrincipalName}`,
    `Users: ${others.slice(0, 4).join(', ')}${others.length > 4 ? ` and ${others.length - 4} more` : ''}`,
    `Token: ${tenant.token({ expiresIn: 86_400 })}`,
  ]
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
