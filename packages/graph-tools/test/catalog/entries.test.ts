import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

import { catalog } from '../../src/index.ts'

const run = promisify(execFile)
const folder = new URL('../../', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')) as {
  exports: Record<string, string>
  publishConfig: { exports: Record<string, string | { types: string; default: string }> }
}
const entries = Object.entries(manifest.exports).filter(([name]) => name !== './package.json')

describe('the entries of the package', () => {
  it.each(entries)('%s loads, and looks for no library of Microsoft', async (_, file) => {
    const script = `
      import { registerHooks } from 'node:module'
      registerHooks({
        resolve(name, context, next) {
          if (/^@(azure|microsoft)/.test(name)) throw new Error('it looks for ' + name)
          return next(name, context)
        },
      })
      console.log(Object.keys(await import(process.argv[1])).length)`
    const { stdout } = await run(process.execPath, [
      '--input-type=module',
      '-e',
      script,
      new URL(file, folder).href,
    ])
    expect(Number(stdout)).toBeGreaterThan(0)
  })

  it('are the same when the package is published', () => {
    for (const [name, source] of entries) {
      const built = source.replace('./src/', './dist/').replace(/\.ts$/, '')
      expect(manifest.publishConfig.exports[name]).toEqual({ types: `${built}.d.ts`, default: `${built}.js` })
    }
  })

  it('give every tool of a family', async () => {
    const exported = await Promise.all(
      entries.map(async ([, file]) => Object.values((await import(new URL(file, folder).href)) as object)),
    )
    for (const tool of catalog) expect(exported.flat()).toContain(tool)
  })
})

describe('the README', () => {
  const rows = readFileSync(new URL('README.md', folder), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|'))

  it.each(catalog.map((tool) => [tool.name, tool] as const))(
    'tells effect and permissions of %s',
    (name, { effect, permissions }) => {
      const row = rows.find((line) => line.includes(`\`${name}\``)) ?? ''
      expect(row).toContain(`${permissions.delegated} / ${permissions.application}`)
      expect(row).toMatch(new RegExp(`\\| ${effect} +\\|`))
    },
  )
})
