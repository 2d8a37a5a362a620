import { createTenant, importMailFolder } from '@graphkeep/graph-sim'

import { bearer } from '../connect/bearer.ts'
import type { Connect } from '../connect/connection.ts'
import { deviceCode } from '../connect/device-code.ts'
import { simulated } from '../connect/simulated.ts'
import type { CommandOptions } from './command-options.ts'
import { UsageError } from './usage-error.ts'

/**
 * Chooses the way to a tenant that the options describe.
 *
 * @throws {@link UsageError} when they describe none.
 */
export async function connectFrom(options: CommandOptions): Promise<Connect> {
  const { sim, mail, token, tenant, account, clientId, graph } = options
  if (sim) {
    const offline = createTenant()
    if (mail) await importMailFolder(offline, mail)
    return simulated(offline)
  }
  if (token) {
    if (!tenant || !account)
      throw new UsageError('GRAPHKEEP_TOKEN needs --tenant and --account: whose data is it for?')
    return bearer({ scope: { tenant, account }, token, ...(graph && { baseUrl: graph }) })
  }
  if (clientId) {
    return deviceCode({ clientId, ...(tenant && { tenant }), ...(graph && { baseUrl: graph }) })
  }
  throw new UsageError(
    'Say which tenant: --sim for an offline one, --client-id ID to sign in, or GRAPHKEEP_TOKEN for a token of your own.',
  )
}
