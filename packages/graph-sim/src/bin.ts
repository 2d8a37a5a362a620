#!/usr/bin/env node
import { runCommand } from './server/run-command.ts'

const complain = (error: unknown): void => {
  process.stderr.write(`graph-sim: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

try {
  const outcome = await runCommand(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`))
  if (outcome.kind === 'ended') process.exitCode = outcome.exitCode
  else {
    const { server } = outcome
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => void server.close().catch(complain))
  }
} catch (error) {
  complain(error)
}
