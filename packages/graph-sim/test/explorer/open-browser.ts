import { spawnSync } from 'node:child_process'
import { type Browser, chromium } from 'playwright-core'

const install = 'apt-get update && apt-get install --yes --no-install-recommends chromium'

/** Starts a browser with a profile of its own: CHROMIUM_PATH, the installed one, or one that is installed for it. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: pathOfChromium(),
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

function pathOfChromium(): string {
  const given = process.env['CHROMIUM_PATH']
  if (given !== undefined && given !== '') return given
  const known = installed()
  if (known !== undefined) return known
  if (process.getuid?.() === 0) spawnSync('sh', ['-c', install], { stdio: 'ignore' })
  const found = installed()
  if (found !== undefined) return found
  throw new Error(
    `The tests of the explorer need Chromium: set CHROMIUM_PATH to one, or install it: ${install}`,
  )
}

function installed(): string | undefined {
  const names = 'chromium chromium-browser google-chrome'
  const found = spawnSync('sh', ['-c', `for name in ${names}; do command -v $name && break; done`], {
    encoding: 'utf8',
  })
  const path = found.stdout.trim()
  return path === '' ? undefined : path
}
