import { notSimulated } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { invalidRequest } from './subscription-problems.ts'

/** Whether notifications may go to `http` addresses of this machine. */
export type PlainHttp = 'never' | 'loopback'

/** Reads the address of an endpoint; refuses what is not `https`, or `http` on a loopback address where that is let through. */
export function readAddress(value: unknown, name: string, plainHttp: PlainHttp): string {
  if (/^Event(Hub|Grid):/i.test(String(value)))
    refuse(notSimulated('notifications through Azure Event Hubs and Event Grid'))
  const url = typeof value === 'string' ? URL.parse(value) : null
  if (typeof value !== 'string' || url === null)
    return refuse(invalidRequest(`${name} has to be an absolute URL.`))
  if (url.protocol === 'https:') return value
  const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/i.test(url.hostname)
  if (url.protocol === 'http:' && loopback && plainHttp === 'loopback') return value
  return refuse(invalidRequest(`${name} has to use the HTTPS protocol.`))
}
