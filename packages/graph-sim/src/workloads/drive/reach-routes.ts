import { driveItemNotFound } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { noContent, ok } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { answerList } from '../../odata/answer-list.ts'
import type { Route } from '../../routing/route.ts'
import type { Shared } from '../drive-sharing/shared.ts'
import { within } from './drive.ts'
import { actorOf, itemBody, itemOf } from './drive-call.ts'
import { driveOf } from './drive-of.ts'
import { drivePaths, itemPaths } from './drive-paths.ts'
import { readFiles } from './drive-permissions.ts'
import { driveListRules } from './drive-rules.ts'
import { reachedEntity, sharedWith } from './reached-items.ts'
import { recentItems } from './recent-items.ts'
import { searchItems } from './search-items.ts'

const workload = 'drive'
const following = drivePaths.map((path) => `${path}/following`)

/** When what is shared with somebody stops being told. */
const sharedWithMeEnds = Date.UTC(2027, 11, 1)

/** Lists of items that reach beyond one drive: search, recent, shared and followed ones. */
export const reachRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: itemPaths.map((path) => `${path}/search(q='{q}')`),
    workload,
    permissions: readFiles,
    answer: (call) =>
      answerReached(call, inDrive(call, searchItems(itemOf(call), call.params['q'] ?? '')), 'searched'),
  },
  {
    method: 'GET',
    paths: drivePaths.map((path) => `${path}/search(q='{q}')`),
    workload,
    permissions: readFiles,
    answer: (call) => answerReached(call, searchEverywhere(call), 'searched'),
  },
  {
    method: 'GET',
    paths: drivePaths.flatMap((path) => [`${path}/recent`, `${path}/recent()`]),
    workload,
    permissions: readFiles,
    answer: (call) => answerReached(call, inDrive(call, recentItems(driveOf(call), actorOf(call))), 'listed'),
  },
  {
    method: 'GET',
    paths: drivePaths.flatMap((path) => [`${path}/sharedWithMe`, `${path}/sharedWithMe()`]),
    workload,
    permissions: readFiles,
    answer(call) {
      const over = call.tenant.clock.now() >= sharedWithMeEnds
      return answerReached(call, over ? [] : sharedWith(call, call.user.id), 'listed')
    },
  },
  {
    method: 'GET',
    paths: following,
    workload,
    permissions: readFiles,
    answer: (call) => answerReached(call, followedBy(call), 'listed'),
  },
  {
    method: 'DELETE',
    paths: following.map((path) => `${path}/{item}`),
    workload,
    permissions: readFiles,
    answer(call) {
      const followed = followedBy(call)
      const found = followed.find(({ drive, item }) => drive.ids.item(item.number) === call.params['item'])
      call.tenant.driveServices.follow(actorOf(call), 'not', found ?? refuse(driveItemNotFound))
      return noContent
    },
  },
  {
    method: 'POST',
    paths: itemPaths.map((path) => `${path}/follow`),
    workload,
    permissions: readFiles,
    answer(call) {
      const item = itemOf(call)
      call.tenant.driveServices.follow(actorOf(call), 'too', { drive: driveOf(call), item })
      return ok(itemBody(call, item))
    },
  },
  {
    method: 'POST',
    paths: itemPaths.map((path) => `${path}/unfollow`),
    workload,
    permissions: readFiles,
    answer(call) {
      call.tenant.driveServices.follow(actorOf(call), 'not', { drive: driveOf(call), item: itemOf(call) })
      return noContent
    },
  },
]

function inDrive(call: Call, items: readonly Shared['item'][]): readonly Shared[] {
  const drive = driveOf(call)
  return items.map((item) => ({ drive, item }))
}

/** A search of one's own drive finds what others share, too (Graph rule 16). */
function searchEverywhere(call: Call): readonly Shared[] {
  const query = call.params['q'] ?? ''
  const { root, owner } = driveOf(call)
  const own = inDrive(call, searchItems(root, query))
  if (owner.kind !== 'user') return own
  const others = sharedWith(call, owner.user.id).filter(({ item }) =>
    searchItems(item, query, 'and itself').includes(item),
  )
  return [...own, ...others]
}

/** What the user of a path follows and what is still there. */
function followedBy(call: Call): readonly Shared[] {
  return call.tenant.driveServices
    .followed(actorOf(call))
    .filter(({ drive, item }) => within(drive.root).includes(item))
}

function answerReached(
  call: Call,
  rows: readonly Shared[],
  how: 'searched' | 'listed',
): ReturnType<Route['answer']> {
  const entity = reachedEntity(call)
  return answerList(call, {
    entity: how === 'searched' ? { ...entity, defaults: [...entity.defaults, 'searchResult'] } : entity,
    rules: driveListRules,
    rows,
    context: 'Collection(driveItem)',
  })
}
