import type { ChangedThing } from '../../change-feed/changed-thing.ts'
import type { SiteList } from './site.ts'
import type { SiteStore } from './site-store.ts'

/** Says which subscriptions hear of a change to the items of a list: those to the list. */
export function changedList(list: SiteList, { all }: SiteStore): ChangedThing {
  const site = all.find(({ lists }) => lists.includes(list))
  const place = `sites/${site?.id}/lists`
  return { type: 'list', audiences: [`${place}/${list.id}`], place, id: list.id }
}
