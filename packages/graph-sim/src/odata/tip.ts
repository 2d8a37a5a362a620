import type { Call } from '../gateway/call.ts'
import type { Entity } from './entity.ts'
import type { Selection } from './selection.ts'

/** The hint that Graph adds to a GET without `$select` (Graph rule 11). */
export function tip<row>(call: Call, entity: Entity<row>, { asked }: Selection): Record<string, string> {
  if (asked !== undefined || call.method !== 'GET') return {}
  const path = call.path.replace(/^\//, '')
  const example = entity.defaults.slice(1, 3).join(',')
  return {
    '@microsoft.graph.tips': `Use $select to choose only the properties your app needs, as this can lead to performance improvements. For example: GET ${path}?$select=${example}`,
  }
}
