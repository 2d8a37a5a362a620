import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { expect, it } from 'vitest'

it('imports no MCP SDK: only core, zod and its own files', async () => {
  const root = join(import.meta.dirname, '../src')
  const imported = new Set<string>()
  for (const file of await readdir(root, { recursive: true })) {
    if (!file.endsWith('.ts')) continue
    const source = await readFile(join(root, file), 'utf8')
    for (const [, name = ''] of source.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)) {
      if (!name.startsWith('.')) imported.add(name)
    }
  }
  expect([...imported].sort()).toEqual(['@graphkeep/core', 'zod'])
})
