import { type ImportedFile, importMailFolder } from '@graphkeep/graph-sim'

import type { DemoClient } from '../demo-client.ts'
import type { DemoReport } from '../demo-report.ts'
import type { DemoWorld } from '../demo-world.ts'

const folderName = 'Imported mail'

/** Imports a folder of .eml files as a mail folder, lists every message of it, and reads each as text. */
export async function showMail(
  client: DemoClient,
  { tenant }: DemoWorld,
  report: DemoReport,
  path: string,
): Promise<void> {
  report.chapter(`Real mail: ${path}`)
  const { files, imported } = await importMailFolder(tenant, path, { folder: folderName })
  const folderId = await findFolder(client)
  const ids = folderId === undefined ? [] : await listAll(client, folderId)
  let characters = 0
  const unreadable: string[] = []
  for (const [index, id] of ids.entries()) {
    const { isError, output, text } = await client.call('email_get', { id })
    if (isError) unreadable.push(`${id}: ${text}`)
    characters += bodyOf(output).length
    if ((index + 1) % 25 === 0) report.lines(`read ${index + 1} of ${ids.length}`)
  }
  report.lines(`${files.length} files, ${ids.length} messages listed, ${characters} characters of text read`)
  report.lines(...files.flatMap(remarksOn), ...unreadable)
  report.seen('every file became a message, or it is said why not', files.length > 0)
  report.seen('every message was listed', ids.length === imported)
  report.seen('every message could be read as text, or it says why not', unreadable.length === 0)
}

function remarksOn(file: ImportedFile): readonly string[] {
  const remarks = file.outcome === 'imported' ? file.notes : [file.reason]
  return remarks.map((remark) => `${file.name}: ${remark}`)
}

async function findFolder(client: DemoClient): Promise<string | undefined> {
  const { output } = await client.call('folder_list', {}, 'fresh')
  const folders = (output['folders'] ?? []) as readonly { id: string; name: string }[]
  return folders.find(({ name }) => name === folderName)?.id
}

async function listAll(client: DemoClient, folder: string): Promise<readonly string[]> {
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const { output } = await client.call('email_list', { folder, top: 50, ...(cursor && { cursor }) })
    ids.push(...((output['messages'] ?? []) as readonly { id: string }[]).map(({ id }) => id))
    cursor = output['nextCursor'] as string | undefined
  } while (cursor)
  return ids
}

function bodyOf(output: Readonly<Record<string, unknown>>): string {
  const untrusted = (output['untrusted'] ?? {}) as { body?: string }
  return untrusted.body ?? ''
}
