import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** What a machine's identity endpoint answers. */
export interface MachineAnswer {
  readonly status: number
  readonly body: object
}

/** Answers as the identity endpoint of App Service does; of a wrong secret, Microsoft's page says nothing. */
export function webAppIdentity(
  { headers }: IncomingMessage,
  query: Record<string, string>,
  secret: string,
): MachineAnswer {
  if (headers['x-identity-header'] !== secret || query['api-version'] !== '2019-08-01')
    return { status: 400, body: { statusCode: 400, message: 'canary' } }
  const { client_id = '77777777-7777-7777-7777-777777777777' } = query
  return { status: 200, body: { ...tokenFor(query), client_id } }
}

/** Answers as the instance metadata service of a virtual machine does. */
export function instanceMetadata({ headers }: IncomingMessage, query: Record<string, string>): MachineAnswer {
  if (headers['metadata'] !== 'true')
    return {
      status: 400,
      body: { error: 'bad_request_102', error_description: 'Required metadata header not specified' },
    }
  if ((query['api-version'] ?? '') < '2018-02-01' || !query['resource'])
    return { status: 400, body: { error: 'invalid_request', error_description: 'canary' } }
  return { status: 200, body: { ...tokenFor(query), refresh_token: '', expires_in: '3599' } }
}

/** Times are text. */
function tokenFor({ resource }: Record<string, string>): object {
  const second = Math.floor(Date.now() / 1000)
  return {
    access_token: randomUUID(),
    expires_on: String(second + 3599),
    not_before: String(second - 300),
    resource,
    token_type: 'Bearer',
  }
}
