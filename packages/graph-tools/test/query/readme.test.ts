import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

import * as entry from '../../src/query.ts'
import { openClient } from '../world/open-client.ts'

it('the example in the README runs, and finds what it says', async () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const [, code = ''] =
    /```ts\nimport \{[^}]*\} from '@graphkeep\/graph-tools\/query'\n(.*?)```/s.exec(readme) ?? []
  const { fetchFor, scope } = openClient()
  const body = `const { messages, query, readRows } = entry;${code.replace('<{ subject: string }>', '')}
    return { items, next, filteredHere, lookedAt }`
  const run = new Function('entry', 'client', 'scope', `return (async () => {${body}})()`)
  const { items, filteredHere } = await run(entry, { fetchFor }, scope)
  expect(items).toHaveLength(5)
  expect(filteredHere).toEqual(['importance', 'subject', 'body/content'])
})
