import type { TokenClaims } from '../client/token-claims.ts'

/** What a permission's level includes, the least first. */
const levels: readonly string[] = ['ReadBasic', 'Read', 'ReadWrite']

/** What a delegated permission reaches beyond the person's own, the least first. */
const reaches: readonly string[] = ['', 'Shared', 'All']

/** Returns those of the permissions that a token neither names nor includes in another one; `undefined` when it does not tell. */
export function lackingPermissions(
  needed: readonly string[],
  { scp, roles }: TokenClaims,
): readonly string[] | undefined {
  const granted = scp?.split(' ') ?? roles
  // `.default` stands for whatever was granted.
  if (granted === undefined || granted.includes('.default')) return undefined
  const anywhere = scp === undefined
  return needed.filter((permission) => !granted.some((other) => includes(other, permission, { anywhere })))
}

function includes(granted: string, needed: string, { anywhere }: { readonly anywhere: boolean }): boolean {
  if (granted === needed) return true
  const [[family, level = '', reach = ''], [neededFamily, neededLevel = '', neededReach = '']] = [
    granted.split('.'),
    needed.split('.'),
  ]
  const isEnough = levels.includes(neededLevel) && levels.indexOf(level) >= levels.indexOf(neededLevel)
  const isFarEnough = anywhere || reaches.indexOf(reach) >= reaches.indexOf(neededReach)
  return family === neededFamily && isEnough && isFarEnough
}
