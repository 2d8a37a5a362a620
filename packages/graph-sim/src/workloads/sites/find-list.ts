import { driveItemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import type { Site, SiteList } from './site.ts'

/** A list of a site by its id or by its title; refuses what is not there. */
export function findList({ lists }: Site, reference: string): SiteList {
  const wanted = reference.toLowerCase()
  const found = lists.find(
    ({ id, name, displayName }) =>
      id === wanted || [name, displayName].some((one) => one.toLowerCase() === wanted),
  )
  return found ?? refuse(driveItemNotFound)
}
