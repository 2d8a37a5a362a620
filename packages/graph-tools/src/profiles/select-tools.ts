import type { AnyTool, ToolEffect } from '@graphkeep/core'

import { type ProfileName, profiles } from './profiles.ts'

/** Which tools a host is given. Everything may be left out; what is said holds together. */
export interface ToolSelection {
  /** One profile, or several whose tools are all given. Default `assistant`. */
  readonly profile?: ProfileName | readonly ProfileName[]

  /** Tools to give beside those of the profile, by name or by family. Default none. */
  readonly include?: readonly string[]

  /** Tools not to give, by name or by family. Default none. */
  readonly exclude?: readonly string[]

  /** What the tools may do to the world; `['read']` gives nothing that changes anything. Default everything. */
  readonly effects?: readonly ToolEffect[]

  /** The delegated permissions that the app has; tools that need another are not given. Default: not asked. */
  readonly permissions?: readonly string[]
}

/**
 * Picks tools from a catalog, in the catalog's order.
 *
 * @throws TypeError for a profile, tool, family or effect that there is not, and when nothing is left.
 *
 * @example
 * ```ts
 * import { catalog } from '@graphkeep/graph-tools'
 * import { selectTools } from '@graphkeep/graph-tools/profiles'
 *
 * const tools = selectTools(catalog, { profile: 'mail', exclude: ['email_send'] })
 * ```
 */
export function selectTools(catalog: readonly AnyTool[], selection: ToolSelection): readonly AnyTool[] {
  const { profile = 'assistant', include = [], exclude = [], effects, permissions } = selection
  const wanted = [profile].flat().map(profileNamed)
  for (const name of [...include, ...exclude]) checkName(name, catalog)
  for (const effect of effects ?? []) checkEffect(effect)
  const chosen = catalog.filter(
    (tool) =>
      (wanted.some((profile) => profile(tool)) || include.some((name) => isNamed(tool, name))) &&
      !exclude.some((name) => isNamed(tool, name)) &&
      (effects?.includes(tool.effect) ?? true) &&
      (permissions === undefined ||
        tool.permissions.delegated.every((needed) => permissions.includes(needed))),
  )
  if (chosen.length === 0) throw new TypeError('No tool is left: what was asked for excludes every one')
  return chosen
}

function profileNamed(name: ProfileName): (tool: AnyTool) => boolean {
  if (!Object.hasOwn(profiles, name)) {
    throw new TypeError(`There is no profile "${name}". Use one of: ${Object.keys(profiles).join(', ')}`)
  }
  const { families, effects } = profiles[name]
  return (tool) =>
    (families === 'all' || families.includes(familyOf(tool))) && (effects?.includes(tool.effect) ?? true)
}

function isNamed(tool: AnyTool, name: string): boolean {
  return tool.name === name || familyOf(tool) === name
}

function familyOf({ name }: AnyTool): string {
  return name.split('_', 1)[0] as string
}

function checkName(name: string, catalog: readonly AnyTool[]): void {
  if (catalog.some((tool) => isNamed(tool, name))) return
  const families = [...new Set(catalog.map(familyOf))]
  throw new TypeError(`There is no tool or family "${name}". Families: ${families.join(', ')}`)
}

function checkEffect(effect: string): void {
  if (['read', 'write', 'destructive'].includes(effect)) return
  throw new TypeError(`There is no effect "${effect}". Use read, write or destructive`)
}
