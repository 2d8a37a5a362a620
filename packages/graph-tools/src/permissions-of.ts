import type { AnyTool, ToolPermissions } from '@graphkeep/core'

/**
 * Returns every permission that a set of tools needs, each once and in order of their names: what to ask for when
 * signing in.
 *
 * @example
 * ```ts
 * permissionsOf([emailList, emailSend], 'delegated') // ['Mail.Read', 'Mail.Send']
 * ```
 */
export function permissionsOf(tools: readonly AnyTool[], scheme: keyof ToolPermissions): readonly string[] {
  return [...new Set(tools.flatMap(({ permissions }) => permissions[scheme]))].toSorted()
}
