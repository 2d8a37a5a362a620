import { runDemo } from '../demo/run-demo.ts'
import { commandOptions } from './command-options.ts'

/** `graphkeep demo [--mail FOLDER]`. */
export async function run(args: readonly string[]): Promise<number> {
  const { mail } = commandOptions(args)
  return runDemo({ ...(mail && { mail }), print: (line) => console.log(line) })
}
