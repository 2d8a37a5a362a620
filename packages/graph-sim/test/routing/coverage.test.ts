import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { coverageTable, operationList } from './coverage.ts'

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
    const text = `# Operations that are served\n\nEverything else is refused: with 501 where Graph has it, with Graph's own words where it does not.\n\n${operationList()}\n`
    await expect(text).toMatchFileSnapshot(page('COVERAGE.md'))
  })
})
