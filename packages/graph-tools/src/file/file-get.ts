import { defineTool, GraphFailure, InvalidInput, type ToolContext } from '@graphkeep/core'
import { z } from 'zod'

import { graphQuery } from '../client/graph-query.ts'
import { getJson } from '../client/read-json.ts'
import { excerpt } from '../text/excerpt.ts'
import { itemPath, placeFields } from './file-place.ts'
import { fileFrom, fileProperties, fileRow, type GraphFile } from './file-row.ts'
import { fileItem } from './file-tags.ts'
import { decodeText, isTextFile, largestText } from './file-text.ts'

const input = z.strictObject({
  ...placeFields,
  content: z.boolean().default(true).describe('Whether to read the text of a text file.'),
  offset: z.int().min(0).max(100_000_000).default(0).describe('Where in the text to begin, in characters.'),
  maxCharacters: z.int().min(200).max(20_000).default(12_000).describe('How much of the text.'),
})

const output = fileRow.extend({
  untrusted: fileRow.shape.untrusted.extend({ text: z.string().optional() }),
  webUrl: z.string().optional().describe('Where the user can open it after signing in.'),
  folder: z.string().optional().describe('Path of the folder it is in; empty for the top.'),
  textCharacters: z.number().optional().describe('Length of the whole text.'),
  textTruncated: z
    .object({ from: z.number(), to: z.number(), missing: z.number(), next: z.string() })
    .optional()
    .describe('Only when text is not the whole: which part it is, and how to get more.'),
  note: z.string().optional(),
})

/** Reads what is known of a file, and the text of a text file. */
export const fileGet = defineTool({
  name: 'file_get',
  title: 'Look at a file',
  description:
    'Tells what is known of one file or folder of the OneDrive, named by id or by path, and reads the text of text files (plain text, Markdown, CSV, JSON, XML) up to 1 MiB. Office documents, PDF and pictures are described, not read.',
  effect: 'read',
  permissions: { delegated: ['Files.Read'], application: ['Files.Read.All'] },
  input,
  output,
  cache: { resource: 'files', tags: ({ id }) => [fileItem(id)] },

  async run({ id, path, content, offset, maxCharacters }, context) {
    if (id === undefined && path === undefined) throw new InvalidInput(['Give the id or the path of a file'])
    const query = graphQuery({ $select: [...fileProperties, 'webUrl', 'parentReference'] })
    const item = await getJson<GraphFileDetails>(context, `${itemPath({ id, path })}${query}`)
    const row = fileFrom(item)
    const folder = folderOf(item)
    const known = {
      ...row,
      ...(item.webUrl && { webUrl: item.webUrl }),
      ...(folder !== undefined && { folder }),
    }
    const readable = content && row.kind === 'file' && isTextFile(row.type, row.untrusted.name)
    if (!readable) return { ...known, ...(row.kind === 'file' && content && { note: notRead }) }
    if ((row.bytes ?? 0) > largestText) return { ...known, note: tooLarge }
    const text = await readText(item, context)
    const part = excerpt(text, offset, maxCharacters)
    return {
      ...known,
      untrusted: { ...row.untrusted, text: part.text },
      textCharacters: text.length,
      ...(part.text.length < text.length && { textTruncated: truncation(part, text.length) }),
      ...(text === '' && { note: 'The file is empty.' }),
    }
  },
})

interface GraphFileDetails extends GraphFile {
  readonly webUrl?: string | null
  readonly parentReference?: { readonly path?: string | null } | null
}

const notRead = 'The content is not text and was not read.'
const tooLarge = 'The text is larger than 1 MiB and was not read.'

async function readText({ id, size }: GraphFileDetails, { fetch, signal }: ToolContext): Promise<string> {
  const answer = await fetch(itemPath({ id }, 'content'), { signal, headers: { accept: '*/*' } })
  const bytes = new Uint8Array(await answer.arrayBuffer())
  if (typeof size === 'number' && size !== bytes.length) {
    throw new GraphFailure(
      'What came is not the file as it is kept: it was cut off, or has just changed. Try again.',
      {
        status: answer.status,
        retryable: true,
      },
    )
  }
  return decodeText(bytes)
}

function folderOf({ parentReference }: GraphFileDetails): string | undefined {
  const [, path] = /root:\/?(.*)$/s.exec(parentReference?.path ?? '') ?? []
  if (path === undefined) return undefined
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function truncation({ from, to }: { readonly from: number; readonly to: number }, whole: number) {
  const next = to < whole ? `Call file_get with offset ${to} for what follows.` : 'This is the last part.'
  return { from, to, missing: whole - (to - from), next }
}
