import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { coverageTable, operationLists } from './coverage.ts'

const page = (name: string): string => new URL(`../../${name}`, import.meta.url).pathname

/** `text` with everything between the two marks replaced. */
function between(text: string, content: string): string {
  return text.replace(
    /(<!-- coverage -->\n)[\s\S]*(<!-- end of coverage -->)/,
    (_all, begin: string, end: string) => `${begin}\n${content}\n\n${end}`,
  )
}

describe('the documentation says what is served and what is refused (`vitest run -u` writes it anew)', () => {
  it('in the README, a line a part of Graph', async () => {
    const readme = await readFile(page('README.md'), 'utf8')
    await expect(between(readme, coverageTable())).toMatchFileSnapshot(page('README.md'))
  })

  it('in COVERAGE.md, every operation', async () => {
    const text = `# What is served and what is refused\n\nWhat is refused is answered with 501; what is not here at all with Graph's own refusal.\n\n${operationLists()}\n`
    await expect(text).toMatchFileSnapshot(page('COVERAGE.md'))
  })
})
