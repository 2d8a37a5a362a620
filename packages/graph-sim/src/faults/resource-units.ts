import type { Query } from '../odata/query.ts'

/** What a request to the directory costs, by its route's path; all others cost 1. */
const costs: Readonly<Record<string, number>> = {
  '/users': 2,
  '/groups/{group}/members': 3,
  '/groups/{group}/transitiveMembers': 5,
}

/** Reckons the resource units that Graph writes into `x-ms-resource-unit` for directory objects (Graph rule 28). */
export function resourceUnits(method: string, path: string, query: Query): number {
  const base = method === 'GET' ? (costs[path] ?? 1) : 1
  const top = Number(query.option('top') ?? 20)
  const discounts = (query.option('select') === undefined ? 0 : 1) + (top < 20 ? 1 : 0)
  return Math.max(1, base - discounts + (query.option('expand') === undefined ? 0 : 1))
}
