import type { Scope } from '@graphkeep/core'
import { manualClock } from '@graphkeep/core/testing'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'

import { managedIdentity } from '../../src/auth.ts'
import { type ExchangeService, startExchangeService } from '../world/exchange-service.ts'
import { tenant } from '../world/identity-provider-configuration.ts'
import { failureOf } from '../world/open-client.ts'

const scope: Scope = { tenant, account: 'ada@contoso.example' }
let machine: ExchangeService

beforeAll(async () => {
  machine = await startExchangeService()
  vi.stubEnv('AZURE_POD_IDENTITY_AUTHORITY_HOST', machine.metadataHost)
})

afterAll(async () => {
  vi.unstubAllEnvs()
  await machine.close()
})

/** Lets the waits of the sign-in library go by at once. */
async function inNoTime<T>(promise: Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  let ended = false
  const settled = promise.finally(() => {
    ended = true
  })
  settled.catch(() => {})
  while (!ended) {
    await vi.advanceTimersByTimeAsync(1000)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return settled
}

describe('the identity of a virtual machine', () => {
  it('is asked for at the machine, with nothing that a stranger could send', async () => {
    const clock = manualClock(Date.now())
    const tokens = managedIdentity({ tenant, clock })
    const before = machine.asked.length
    const first = await tokens.token(scope)
    expect(await tokens.token(scope)).toBe(first)
    expect(machine.asked.slice(before)).toEqual([
      expect.objectContaining({ 'api-version': '2018-02-01', resource: 'https://graph.microsoft.com' }),
    ])
    await clock.advance(3_320_000)
    expect(await tokens.token(scope)).not.toBe(first)
  })

  it.each([404, 410, 429, 500, 503])('is asked for again while the machine says %i', async (status) => {
    machine.answerMachineNext({ status, body: { error: 'unknown', error_description: 'canary' } })
    await expect(inNoTime(managedIdentity({ tenant }).token(scope))).resolves.toMatch(/.{10}/)
  })

  it('is not asked for again when the request itself is refused, and says what to check', async () => {
    const before = machine.asked.length
    const body = { error: 'invalid_request', error_description: 'Identity not found: canary' }
    machine.answerMachineNext({ status: 400, body })
    const failure = await failureOf(managedIdentity({ tenant, clientId: 'unknown' }).token(scope))
    expect(failure).toMatchObject({
      code: 'ERR_SIGN_IN_REQUIRED',
      message:
        'The machine refuses a token. Check that it has the identity, and that the resource exists in its tenant.',
    })
    expect(machine.asked).toHaveLength(before + 1)
  })

  it('may be had later when the machine goes on failing', async () => {
    for (let times = 0; times < 9; times++)
      machine.answerMachineNext({ status: 500, body: { error: 'unknown' } })
    const failure = await failureOf(inNoTime(managedIdentity({ tenant }).token(scope)))
    expect(failure).toMatchObject({ code: 'ERR_GRAPH', status: 0, retryable: true })
  })
})
