import { writeToken } from '../auth/token.ts'
import { GraphProblem } from '../errors/graph-problem.ts'
import { answerOpenly } from '../gateway/answer-openly.ts'
import type { Incoming } from '../gateway/incoming.ts'
import { runRoute } from '../gateway/run-route.ts'
import { importMail } from '../import/import-mail.ts'
import { importJson } from '../import-json/import-json.ts'
import { insideOf, type TenantInsides } from '../tenant/insides.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { Caller, Deed, NotedRequest } from './journal.ts'
import { noteRequest } from './note-request.ts'

/** Does to a tenant what was done to another that began like it, and lets happen what happened until then; rejects when an answer is another than it was. */
export async function replay(tenant: Tenant, deeds: readonly Deed[], until: number): Promise<void> {
  const inside = insideOf(tenant)
  const { notifications } = inside.state
  try {
    notifications.rehearse('passes')
    await replayAll(tenant, inside, deeds)
    inside.clock.set(until)
    await inside.state.timeline.settled()
  } finally {
    notifications.rehearse(undefined)
  }
}

async function replayAll(tenant: Tenant, inside: TenantInsides, deeds: readonly Deed[]): Promise<void> {
  for (const deed of deeds) {
    const moment = deed.kind === 'clock' ? deed.to : deed.at
    if (moment !== inside.clock.now()) inside.clock.set(moment)
    inside.state.timeline.runDue()
    if (deed.kind === 'clock') inside.state.journal.note(deed)
    else if (deed.kind === 'share') tenant.share(deed.share)
    else if (deed.kind === 'lifecycle') tenant.lifecycle(deed.event, deed.id)
    else if (deed.kind === 'json') importJson(tenant, deed.data, deed.target)
    else if (deed.kind === 'mail') await importMail(tenant, { ...deed.target, messages: deed.files })
    else await replayRequest(inside, deed)
    await inside.state.timeline.settled()
  }
}

async function replayRequest({ state, router }: TenantInsides, noted: NotedRequest): Promise<void> {
  state.notifications.rehearse(noted.status < 400 ? 'passes' : 'fails')
  const status = await statusOf(async () => {
    const incoming = incomingOf(noted, state.id, state.secret)
    const open = await noteRequest(incoming, state, () => answerOpenly(incoming, state))
    return open ?? (await runRoute(incoming, { tenant: state, router, throttle: unlimited })).answer
  })
  if (status !== noted.status)
    throw new Error(
      `The snapshot does not fit this version of graph-sim: ${noted.method} ${noted.url} was answered ${noted.status} and is now ${status}`,
    )
}

async function statusOf(act: () => Promise<{ readonly status: number }>): Promise<number> {
  try {
    return (await act()).status
  } catch (error) {
    if (error instanceof GraphProblem) return error.problem.status
    throw error
  }
}

const unlimited = { enter: () => ({ headers: {}, leave: () => undefined }) }

function incomingOf(
  { at, method, url, headers, body, caller }: NotedRequest,
  tenant: string,
  secret: string,
): Incoming {
  const own = new Headers(headers.map(([name, value]): [string, string] => [name, value]))
  if (caller !== undefined) own.set('authorization', `Bearer ${tokenOf(caller, { tenant, secret, at })}`)
  return { method, url: new URL(url), headers: own, body, signal: undefined, redirect: 'manual' }
}

function tokenOf(
  caller: Caller,
  place: { readonly tenant: string; readonly secret: string; readonly at: number },
): string {
  const iat = Math.floor(place.at / 1000)
  return writeToken(
    {
      aud: 'https://graph.microsoft.com',
      iss: `https://sts.windows.net/${place.tenant}/`,
      tid: place.tenant,
      iat,
      ...caller,
    },
    place.secret,
  )
}
