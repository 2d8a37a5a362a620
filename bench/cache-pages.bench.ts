import { createCacheManager } from '@graphkeep/cache'

import { graphPage } from './cache/graph-values.ts'
import { openScratchFile } from './cache/scratch-file.ts'
import { markdownTable } from './markdown-table.ts'

const scope = { tenant: 'contoso.com', account: 'ada' }
const pages = [
  '/me/messages?$top=25',
  '/me/messages?$top=50&$select=subject,from,receivedDateTime,bodyPreview',
  '/me/mailFolders?$top=100',
  '/me/events?$top=50',
  '/me/contacts?$top=100',
  '/me/drive/root/children?$top=100',
]

/** Measures how many bytes a page of Graph takes in the store, with compression and without. */
export async function measureCachePages(print: (line: string) => void): Promise<void> {
  const rows: string[][] = []
  for (const path of pages) {
    const page = await graphPage(path)
    const text = Buffer.byteLength(JSON.stringify(page))
    const packed = await storedBytes(page, 16 * 1024)
    const plain = await storedBytes(page, Number.MAX_SAFE_INTEGER)
    rows.push([
      path,
      String(text),
      String(plain),
      String(packed),
      `${Math.round((1 - packed / plain) * 100)} %`,
    ])
  }
  print('Bytes in the encrypted file, as the store counts its pages.\n')
  print(markdownTable(['page', 'JSON', 'uncompressed', 'compressed from 16 KiB', 'saved'], rows))
}

async function storedBytes(page: unknown, compressFromBytes: number): Promise<number> {
  await using file = await openScratchFile()
  const { store } = file.database
  const cache = createCacheManager({ store, compressFromBytes })
  await cache.set({ scope, key: 'page' }, page)
  return (await store.size()).bytes
}
