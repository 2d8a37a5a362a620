import { createHash } from 'node:crypto'

import type { Connect } from './connection.ts'
import { deviceCode } from './device-code.ts'
import type { PeopleConnection } from './people.ts'
import type { PublicApp } from './public-app.ts'

/**
 * Connects like {@link deviceCode}, and takes over the sign-in of another program first. Its refresh token is used once: what
 * the provider gives for it is kept, and a restart with the same token goes on with that, even if the account has been
 * signed out since.
 *
 * @throws {@link SignInRequired} from `createGraphkeep` when the provider takes the token no longer.
 *
 * @example
 * ```ts
 * const connect = importedRefreshToken({ clientId, refreshToken: process.env.GRAPHKEEP_REFRESH_TOKEN })
 * ```
 */
export function importedRefreshToken({
  refreshToken,
  ...app
}: PublicApp & { readonly refreshToken: string }): Connect<PeopleConnection> {
  if (!refreshToken) throw new TypeError('importedRefreshToken needs a refresh token')
  const connect = deviceCode(app)
  const mark = `imported:${createHash('sha256').update(refreshToken).digest('base64url')}`

  return async (parts) => {
    const { secrets } = parts
    const place = { tenant: app.tenant ?? 'organizations', account: app.clientId }
    const connection = await connect(parts)
    await secrets.exclusive(place, mark, async () => {
      if (await secrets.get(place, mark)) return
      await connection.importRefreshToken(refreshToken)
      await secrets.set(place, mark, new Uint8Array([1]))
    })
    return connection
  }
}
