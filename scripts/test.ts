import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { root } from './packages.ts'
import { run } from './run.ts'

run('tsc', '-b')
run('node', 'scripts/build.ts')
run('tsc', '-p', 'tsconfig.test.json')

const folder = mkdtempSync(join(tmpdir(), 'graphkeep-test-'))
const report = join(folder, 'report.json')
const args = [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
]
const { status } = spawnSync('vitest', args, { cwd: root, stdio: 'inherit' })
const { numPassedTests, numFailedTests, numPendingTests, success } = JSON.parse(readFileSync(report, 'utf8'))
rmSync(folder, { recursive: true })

if (numPendingTests > 0) console.error('Some tests were skipped; every test has to run.')
console.log(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`)
process.exit(status === 0 && success && numPassedTests > 0 && numPendingTests === 0 ? 0 : 1)
