import { expect, it } from 'vitest'

import type { TestClient } from './clients.ts'
import { canary } from './failing-tools.ts'
import type { ServerKind } from './server-kinds.ts'
import { textOf } from './text-of.ts'

/** Registers what holds of calls that fail. */
export function errorRules({ sdk, level }: ServerKind, client: () => TestClient): void {
  it('names the argument that does not fit, and what to do', async () => {
    const refused = await client().call('note_list', { top: 51 })
    expect(refused.isError).toBe(true)
    expect(textOf(refused)).toMatch(
      /^Invalid input: top: .*50.*\. Correct the arguments of note_list and call it again\.\n/,
    )
    expect(textOf(refused)).toContain('(ERR_INVALID_INPUT)')
    expect(textOf(await client().call('note_get', {}))).toContain('id: ')
    expect(textOf(await client().call('note_get', { id: 'n1', idd: 'n2' }))).toContain('"idd"')
    expect(textOf(await client().call('note_get', { id: 'x' }))).toContain(
      'there is no note "x"; note_list has them all',
    )
  })

  it('tells all of a failure of Graph in the text, and what programs need in _meta', async () => {
    const throttled = await client().call('fail_read', { how: 'throttled' })
    expect(throttled.isError).toBe(true)
    expect(throttled.structuredContent).toBeUndefined()
    expect(textOf(throttled)).toBe(
      'Microsoft Graph asks to slow down. Wait, then call again.\n' +
        '(ERR_GRAPH; HTTP 429; TooManyRequests; retry after 30 s; request req-1)',
    )
    expect(throttled._meta?.['graphkeep/error']).toEqual({
      code: 'ERR_GRAPH',
      retryable: true,
      retryAfterSeconds: 30,
    })
  })

  it('says when a change may have been made although the call failed', async () => {
    const lost = await client().call('fail_write', { how: 'lost' })
    expect(textOf(lost)).toMatch(
      /^Microsoft Graph did not answer\. The change may have been made .*check before repeating/,
    )
    expect(lost._meta?.['graphkeep/error']).toMatchObject({ outcomeUnknown: true })
    expect(textOf(await client().call('fail_write', { how: 'foreign' }))).toContain('check before repeating')
  })

  it('tells nothing of errors that are not its own', async () => {
    for (const tool of ['fail_read', 'fail_write']) {
      const failed = await client().call(tool, { how: 'foreign' })
      expect(failed.isError).toBe(true)
      expect(textOf(failed)).toContain(`The tool ${tool} failed in an unforeseen way.`)
      expect(textOf(failed)).toContain('(ERR_UNEXPECTED)')
      expect(JSON.stringify(failed)).not.toMatch(new RegExp(`${canary}|ECONNREFUSED|notes\\.ts|at async`))
    }
  })

  it('passes on how to sign in, and whose fault a wrong answer is', async () => {
    expect(textOf(await client().call('fail_read', { how: 'signed-out' }))).toBe(
      'Nobody is signed in. Run "graphkeep connect" first.\n(ERR_SIGN_IN_REQUIRED)',
    )
    expect(textOf(await client().call('fail_read', { how: 'output' }))).toContain(
      'the same call will fail again',
    )
  })

  it('answers an unknown tool the way the SDK does', async () => {
    const answer = client().call('note_gett', {})
    if (sdk === 'v2')
      await expect(answer).rejects.toMatchObject({
        code: -32602,
        message: expect.stringMatching(/note_gett/),
      })
    else expect(await answer).toMatchObject({ isError: true })
    if (level === 'Server')
      expect(await answer.then(textOf, String)).toContain('Available: note_get, note_list')
  })
}
