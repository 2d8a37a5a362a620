import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'

/**
 * Writes a stream to a file: aside at first, in the same folder, and renamed when it is whole and on the disk. A file of
 * that name is replaced then; when anything goes wrong, it stays as it is and nothing is left over.
 *
 * @example
 * ```ts
 * await saveDownload((await downloadFile(context, '/me/drive/root:/June.pdf')).stream, './June.pdf')
 * ```
 */
export async function saveDownload(stream: ReadableStream<Uint8Array>, file: string): Promise<void> {
  const aside = `${file}.${randomUUID()}.part`
  try {
    await pipeline(stream, createWriteStream(aside, { flags: 'wx', flush: true }))
    await rename(aside, file)
  } catch (error) {
    await rm(aside, { force: true })
    throw error
  }
}
