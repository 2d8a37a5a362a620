import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Tenant } from '../tenant/tenant.ts'
import { importMail } from './import-mail.ts'
import type { ImportTarget } from './import-target.ts'
import type { ImportResult, MailFile } from './mail-file.ts'

/**
 * Imports the `.eml` files of a folder, not of those below it, in the order of their names.
 *
 * Rejects with the file system's error when the folder cannot be read.
 *
 * @example
 * ```ts
 * const tenant = createTenant()
 *
 * const { files } = await importMailFolder(tenant, './mail', { folder: 'Imported' })
 *
 * for (const file of files) if (file.outcome === 'refused') console.log(file.name, file.reason)
 * ```
 */
export async function importMailFolder(
  tenant: Tenant,
  path: string,
  target: ImportTarget = {},
): Promise<ImportResult> {
  const names = (await readdir(path)).filter((name) => /\.eml$/i.test(name)).sort()
  return importMail(tenant, { ...target, messages: readFiles(path, names) })
}

async function* readFiles(path: string, names: readonly string[]): AsyncGenerator<MailFile> {
  for (const name of names) yield { name, raw: await readFile(join(path, name)) }
}
