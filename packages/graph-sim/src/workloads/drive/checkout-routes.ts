import { badRequest } from '../../errors/catalog.ts'
import { refuse } from '../../errors/graph-problem.ts'
import { type Answer, noContent } from '../../gateway/answer.ts'
import type { Call } from '../../gateway/call.ts'
import { member } from '../../gateway/parse-json.ts'
import { readJson } from '../../gateway/read-body.ts'
import type { Route } from '../../routing/route.ts'
import { actorOf, itemOf, locked } from './drive-call.ts'
import type { Checkout, DriveItem } from './drive-item.ts'
import { driveOf } from './drive-of.ts'
import { itemPaths } from './drive-paths.ts'
import { writeFiles } from './drive-permissions.ts'

const actions: readonly (readonly [string, (call: Call) => Answer])[] = [
  ['checkout', checkOut],
  ['checkin', checkIn],
  ['discardCheckout', discard],
]

/** Working on a file alone: others cannot change it until it is checked in. */
export const checkoutRoutes: readonly Route[] = actions.map(([name, answer]) => ({
  method: 'POST',
  paths: itemPaths.map((path) => `${path}/${name}`),
  workload: 'drive',
  permissions: writeFiles,
  answer,
}))

function checkOut(call: Call): Answer {
  const item = fileOf(call)
  const by = actorOf(call)
  if (item.checkout !== undefined && item.checkout.by !== by) refuse(locked)
  const { content, contentVersion, history } = item
  item.checkout ??= { by, content, contentVersion, versions: history.length }
  return noContent
}

function checkIn(call: Call): Answer {
  const item = fileOf(call)
  requireOwn(call, item)
  const json = readJson(call)
  const status = member(json, 'checkInAs')
  if (status !== undefined && status !== 'published' && status !== 'unspecified')
    refuse(badRequest("checkInAs has to be 'published' or 'unspecified'."))
  const comment = member(json, 'comment')
  if (typeof comment === 'string') item.fields.set('_CheckinComment', comment)
  item.checkout = undefined
  driveOf(call).touch(item, actorOf(call))
  return noContent
}

function discard(call: Call): Answer {
  const item = fileOf(call)
  const { content, contentVersion, versions } = requireOwn(call, item)
  item.content = content
  item.contentVersion = contentVersion
  item.history.splice(versions)
  item.checkout = undefined
  driveOf(call).touch(item, actorOf(call))
  return noContent
}

function fileOf(call: Call): DriveItem {
  const item = itemOf(call)
  return item.children === undefined ? item : refuse(badRequest('A folder cannot be checked out.'))
}

/** Apps may end anybody's checkout. */
function requireOwn(call: Call, { checkout }: DriveItem): Checkout {
  if (checkout === undefined) return refuse(badRequest('The file is not checked out.'))
  return call.principal.kind === 'application' || checkout.by === actorOf(call) ? checkout : refuse(locked)
}
