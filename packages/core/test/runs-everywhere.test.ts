import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const source = fileURLToPath(new URL('../src', import.meta.url))
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
)
const neutral = files.filter((file) => file !== 'testing.ts' && !file.startsWith(`testing${sep}`))

describe('core', () => {
  it('uses no module of Node outside its testing entry, and no package at all', () => {
    expect(neutral.length).toBeGreaterThan(30)
    const foreign = neutral.flatMap((file) => importsOf(file).map((name) => `${file}: ${name}`))
    expect(foreign.filter((line) => !/: \.\.?\//.test(line))).toEqual([])
  })

  it('keeps its testing entry apart from the rest', () => {
    const across = neutral.flatMap((file) => importsOf(file).filter((name) => name.includes('testing')))
    expect(across).toEqual([])
  })
})

function importsOf(file: string): string[] {
  const code = readFileSync(join(source, file), 'utf8').replaceAll(/^\s*(\*|\/\/).*$/gm, '')
  return [...code.matchAll(/(?:\bfrom|\bimport|\bimport\()\s*['"]([^'"]+)['"]/g)].map(
    ([, name]) => name as string,
  )
}
