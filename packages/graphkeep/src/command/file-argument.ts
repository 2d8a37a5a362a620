import { absolute } from './command-options.ts'
import { UsageError } from './usage-error.ts'

/**
 * Splits off the file that a command names first.
 *
 * @throws {@link UsageError} when there is none.
 */
export function fileArgument(
  command: string,
  args: readonly string[],
): { readonly file: string; readonly rest: readonly string[] } {
  const [file, ...rest] = args[0] === '--' ? args.slice(1) : args
  if (!file || file.startsWith('-')) throw new UsageError(`Name the file: graphkeep ${command} FILE.`)
  return { file: absolute(file, process.env), rest }
}
