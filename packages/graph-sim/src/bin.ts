#!/usr/bin/env node
import { runCommand } from './server/run-command.ts'

try {
  const outcome = await runCommand(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`))
  if (outcome.kind === 'ended') process.exitCode = outcome.exitCode
} catch (error) {
  process.stderr.write(`graph-sim: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
