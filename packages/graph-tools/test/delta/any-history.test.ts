import { createMemorySecrets, type SecretStore } from '@graphkeep/core'
import { attempts } from '@graphkeep/core/testing'
import type { FaultAction } from '@graphkeep/graph-sim'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { graphPath } from '../../src/client.ts'
import type { DeltaItem, DeltaResource } from '../../src/delta.ts'
import { type Mirror, openMirror } from '../world/open-mirror.ts'

const inbox: DeltaResource = { kind: 'messages', folder: 'inbox', select: ['subject', 'categories'] }
const path = '/me/mailFolders/inbox/messages'

/** What happens in the mailbox. A message is picked among all that are known. */
const event = fc.oneof(
  fc.record({ kind: fc.constant('create' as const) }),
  fc.record({
    kind: fc.constant('move' as const),
    pick: fc.nat(),
    to: fc.array(fc.constantFrom('inbox', 'archive', 'junkemail'), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant('leave and return' as const), pick: fc.nat() }),
  fc.record({ kind: fc.constant('edit' as const), pick: fc.nat(), category: fc.constantFrom('Blue', 'Red') }),
  fc.record({ kind: fc.constant('delete' as const), pick: fc.nat() }),
  fc.record({ kind: fc.constant('purge' as const), pick: fc.nat() }),
)
type Event = typeof event extends fc.Arbitrary<infer E> ? E : never

const gone = { error: { code: 'SyncStateNotFound', message: '' } }
const faults: readonly FaultAction[] = [
  { kind: 'status', status: 410, body: gone },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503, retryAfter: 1 },
  { kind: 'throttle', retryAfter: 5 },
  { kind: 'reset' },
  { kind: 'truncate' },
  { kind: 'html' },
]

/** What goes wrong in a round: a request, the reader at its nth page, or the nth time that the place is kept, the last
 * of which is the one of the next link. */
const trouble = fc.oneof(
  { weight: 2, arbitrary: fc.constant({ kind: 'none' as const }) },
  fc.record({
    kind: fc.constant('request' as const),
    nth: fc.integer({ min: 1, max: 5 }),
    action: fc.constantFrom(...faults),
  }),
  fc.record({ kind: fc.constant('reader' as const), nth: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant('killed' as const), nth: fc.integer({ min: 1, max: 4 }) }),
)

const step = fc.oneof(
  { weight: 5, arbitrary: event },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('round' as const), trouble, meanwhile: fc.option(event) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'expire' as const }) },
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

interface History extends Mirror {
  /** Every message that was ever known. */
  readonly known: string[]

  /** How often the place may still be kept. */
  keeps: number
}

function openHistory(): History {
  const secrets = createMemorySecrets()
  const set: SecretStore['set'] = async (...all) => {
    history.keeps -= 1
    if (history.keeps < 0) throw new Error('killed')
    await secrets.set(...all)
  }
  const mirror = openMirror(inbox, { secrets: { ...secrets, set }, pageSize: 4 })
  const history: History = Object.assign(mirror, { known: [], keeps: Number.POSITIVE_INFINITY })
  return history
}

const folderNow = (mirror: Mirror) =>
  mirror.list(`${path}?$select=id,subject,categories,parentFolderId&$top=100`)

const told = (items: Iterable<DeltaItem>) =>
  [...items]
    .map(({ id, subject, categories, parentFolderId }) =>
      JSON.stringify([id, subject, categories, parentFolderId]),
    )
    .sort()

async function happen(history: History, happening: Event): Promise<void> {
  if (happening.kind === 'create') {
    const made = await history.send('POST', path, { subject: `No. ${history.known.length}` })
    history.known.push(made.id)
    return
  }
  const id = history.known[happening.pick % history.known.length] ?? ''
  const message = graphPath`/me/messages/${id}`
  const move = (destinationId: string) => history.send('POST', `${message}/move`, { destinationId })
  // What was purged is picked again and again: nothing happens to it then.
  try {
    if (happening.kind === 'move') for (const folder of happening.to) await move(folder)
    else if (happening.kind === 'leave and return')
      for (const folder of ['archive', 'inbox']) await move(folder)
    else if (happening.kind === 'edit')
      await history.send('PATCH', message, { categories: [happening.category] })
    else if (happening.kind === 'delete') await history.send('DELETE', message)
    else await history.send('POST', `${message}/permanentDelete`)
  } catch (error) {
    expect(error).toMatchObject({ status: 404 })
  }
}

/** Goes through a round in which something may go wrong; says whether it succeeded. */
async function round(
  history: History,
  { trouble, meanwhile }: Extract<Step, { kind: 'round' }>,
): Promise<boolean> {
  let pages = 0
  history.keeps = trouble.kind === 'killed' ? trouble.nth - 1 : Number.POSITIVE_INFINITY
  history.onApply = async () => {
    pages += 1
    if (trouble.kind === 'reader' && trouble.nth === pages) throw new Error('the disk is full')
    if (meanwhile !== null && pages === 1) await happen(history, meanwhile)
  }
  if (trouble.kind === 'request') {
    const { nth, action } = trouble
    history.tenant.faults.add({
      match: { nth, path: /delta|batch|mailFolders\/inbox\?|\/messages\/[^/]+\?/ },
      times: 1,
      action,
    })
  }
  const outcome = await history.round().then(
    () => true,
    (error: Error) => {
      expect(String(error)).toMatch(/killed|the disk is full|GraphFailure/)
      return false
    },
  )
  history.keeps = Number.POSITIVE_INFINITY
  history.onApply = () => {}
  history.tenant.faults.clear()
  return outcome
}

describe('a copy that rounds of changes keep', () => {
  it('is the same as the folder after every round that succeeds, whatever happened before', async () => {
    const seen = { rounds: 0, failed: 0, full: 0 }
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
        const history = openHistory()
        history.known.push(...(await folderNow(history)).map(({ id }) => id))
        for (const one of steps) {
          if (one.kind === 'expire') {
            history.tenant.clock.advance(31 * 86_400_000)
            await history.clock.advance(3_600_000)
          } else if (one.kind !== 'round') await happen(history, one)
          else {
            const succeeded = await round(history, one)
            seen.rounds += 1
            if (!succeeded) seen.failed += 1
            else if (one.meanwhile === null)
              expect(told(history.items.values())).toEqual(told(await folderNow(history)))
          }
        }
        if ((await history.round()).full) seen.full += 1
        expect(told(history.items.values())).toEqual(told(await folderNow(history)))
      }),
      { numRuns: attempts(1000), seed: 20_261_125 },
    )
    expect(seen.failed).toBeGreaterThan(seen.rounds / 20)
    expect(seen.full).toBeGreaterThan(0)
  })
})
