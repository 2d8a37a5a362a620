import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

import { createCacheManager, requestKey } from '../src/index.ts'

describe('stand-alone use', () => {
  it('caches any async function, with nothing of Microsoft Graph in it and nothing to set up', async () => {
    await using cache = createCacheManager()
    let asked = 0
    const rateOf = async (base: string) => ({ base, rate: ++asked })
    const cached = async (base: string) => {
      const key = {
        scope: { tenant: 'my-shop', account: 'all' },
        key: requestKey('rates', 'latest', { base }),
      }
      return (await cache.getOrFetch(key, () => rateOf(base), { tags: [`rate:${base}`] })).value
    }
    expect([await cached('EUR'), await cached('EUR'), await cached('USD')]).toEqual([
      { base: 'EUR', rate: 1 },
      { base: 'EUR', rate: 1 },
      { base: 'USD', rate: 2 },
    ])
    await cache.invalidate({ tenant: 'my-shop', account: 'all' }, { tags: ['rate:EUR'] }, 'the market opened')
    expect(await cached('EUR')).toEqual({ base: 'EUR', rate: 3 })
  })

  it('runs the example of the README as it stands there', async () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
    const [, example = ''] = /```ts\n(import[\s\S]*?)```/.exec(readme) ?? []
    const body = example.replace(/^import .*$/gm, '')
    const names = ['createCacheManager', 'requestKey', 'console']
    const run = new Function(...names, `return (async () => {${body}; return [first, second]})()`)
    const [first, second] = await run(createCacheManager, requestKey, { log: () => {} })
    expect(first.freshness.source).toBe('origin')
    expect(second.freshness.source).toBe('memory')
    expect(second.value).toEqual(first.value)
  })
})
