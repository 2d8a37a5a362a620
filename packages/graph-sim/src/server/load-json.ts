import { readFile } from 'node:fs/promises'
import { dirname, isAbsolute, join, normalize } from 'node:path'
import { isObject } from '../gateway/parse-json.ts'
import { importJson } from '../import-json/import-json.ts'
import type { Tenant } from '../tenant/tenant.ts'

/** Imports a JSON file, and returns a line for what came of it; rejects with what is wrong with the file. */
export async function loadJson(tenant: Tenant, path: string): Promise<readonly string[]> {
  const data = await withFiles(parse(await readFile(path, 'utf8'), path), dirname(path))
  const { things, imported } = importJson(tenant, data)
  return [
    `JSON:  ${imported} of ${things.length} things imported`,
    ...things.flatMap((thing) =>
      thing.outcome === 'refused'
        ? [`  ${thing.name}: ${thing.reason}`]
        : thing.notes.map((note) => `  ${thing.name}: ${note}`),
    ),
  ]
}

/** Drive items that name a file beside the JSON get its bytes. */
async function withFiles(data: unknown, folder: string): Promise<unknown> {
  if (Array.isArray(data)) return Promise.all(data.map((each) => withFile(each, folder)))
  if (!isObject(data)) return data
  const entries = Object.entries(data).map(
    async ([name, value]) => [name, await withFiles(value, folder)] as const,
  )
  return Object.fromEntries(await Promise.all(entries))
}

async function withFile(value: unknown, folder: string): Promise<unknown> {
  if (!isObject(value) || typeof value['path'] !== 'string' || typeof value['name'] !== 'string') return value
  const inside = normalize(value['path'])
  if (isAbsolute(inside) || inside.startsWith('..'))
    throw new TypeError(`${value['path']} is not beside the JSON file`)
  const contentBytes = (await readFile(join(folder, inside))).toString('base64')
  const { path: _path, ...item } = value
  return { ...item, contentBytes }
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new TypeError(`${path} is not JSON`, { cause })
  }
}
