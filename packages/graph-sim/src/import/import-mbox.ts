import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import type { Tenant } from '../tenant/tenant.ts'
import { importMail } from './import-mail.ts'
import type { ImportTarget } from './import-target.ts'
import type { ImportResult } from './mail-file.ts'
import { splitMbox } from './split-mbox.ts'

/**
 * Imports the messages of an mbox file, in their order; the file is read as it is needed, however large.
 *
 * Rejects with the file system's error when it cannot be read.
 *
 * @example
 * ```ts
 * const tenant = createTenant()
 *
 * const { imported } = await importMbox(tenant, './archive.mbox', { folder: 'Archive/2019' })
 * ```
 */
export async function importMbox(
  tenant: Tenant,
  path: string,
  target: ImportTarget = {},
): Promise<ImportResult> {
  return importMail(tenant, { ...target, messages: splitMbox(createReadStream(path), basename(path)) })
}
