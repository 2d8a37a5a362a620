import type { Clock } from '@graphkeep/core'

import type { Finding } from './finding.ts'

/** Microsoft Entra refuses tokens when the clocks are further apart. */
const toleratedMs = 5 * 60 * 1000

/** Compares this machine's clock with that of Microsoft Graph, as its `Date` header tells it (RFC 9110, 6.6.1). */
export async function examineClock(graph: string, clock: Clock): Promise<Finding> {
  const theirs = await timeOf(graph)
  if (theirs === undefined) {
    const detail = `${new Date(clock.now()).toISOString()}; could not be compared, ${new URL(graph).host} did not answer.`
    return { subject: 'Clock', verdict: 'note', detail }
  }
  const apartSeconds = Math.round((clock.now() - theirs) / 1000)
  if (Math.abs(apartSeconds) * 1000 < toleratedMs) {
    return { subject: 'Clock', verdict: 'ok', detail: `${apartSeconds} s from Microsoft Graph's.` }
  }
  const detail = `${apartSeconds} s from Microsoft Graph's: tokens will be refused. Set it, or turn on NTP.`
  return { subject: 'Clock', verdict: 'bad', detail }
}

async function timeOf(graph: string): Promise<number | undefined> {
  try {
    const response = await fetch(graph, {
      method: 'HEAD',
      signal: AbortSignal.timeout(5000),
      redirect: 'manual',
    })
    const time = Date.parse(response.headers.get('date') ?? '')
    return Number.isNaN(time) ? undefined : time
  } catch {
    return undefined
  }
}
