import type { TenantOptions } from '../../src/index.ts'
import { type Answered, clientOf, type GraphClient, smallTenant } from '../graph-client.ts'
import { type Answering, type Listener, listen } from './listener.ts'

/** A client with an endpoint of its own. */
export interface Subscriber extends AsyncDisposable {
  readonly graph: GraphClient
  readonly listener: Listener
  /** Asks for a subscription of two days to `resource`, unless `wishes` say otherwise. */
  subscribe(resource: string, wishes?: object, headers?: Record<string, string>): Promise<Answered>
  /** Lets the clock go on, and what is due on the way happen. */
  later(ms: number): Promise<void>
}

const hour = 3_600_000

/** Makes a small tenant that notifies endpoints of this machine, a client and an endpoint. */
export async function subscriber(options: TenantOptions = {}, answering?: Answering): Promise<Subscriber> {
  const tenant = smallTenant({ notifications: { plainHttp: 'loopback' }, ...options })
  const listener = await listen(answering)
  const graph = clientOf(tenant, tenant.token({ expiresIn: 30 * 86_400 }))
  return {
    graph,
    listener,
    subscribe: (resource, wishes = {}, headers = {}) =>
      graph.post('/subscriptions', request(tenant.clock.now(), listener.url, resource, wishes), headers),
    async later(ms) {
      tenant.clock.advance(ms)
      await tenant.settled()
    },
    [Symbol.asyncDispose]: listener.close,
  }
}

/** The body of a request for a subscription of 48 hours. */
export function request(now: number, notificationUrl: string, resource: string, wishes: object): object {
  return {
    changeType: 'created,updated,deleted',
    notificationUrl,
    resource,
    expirationDateTime: new Date(now + 48 * hour).toISOString(),
    clientState: 'secretClientValue',
    ...wishes,
  }
}
