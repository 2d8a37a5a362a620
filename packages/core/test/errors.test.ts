import * as core from '@graphkeep/core'
import { describe, expect, it } from 'vitest'

const cause = new Error('what the driver said')
const family = {
  StoreUnavailable: new core.StoreUnavailable('sqlite', { cause }),
  DatabaseRefused: new core.DatabaseRefused('wrong_key', 'The key does not open the database', { cause }),
  DecryptionFailed: new core.DecryptionFailed({ cause }),
  KeyUnavailable: new core.KeyUnavailable('There is no master key', { cause }),
  InvalidInput: new core.InvalidInput(['top: must be a number', 'skip: is unknown'], { cause }),
  InvalidOutput: new core.InvalidOutput('email_list', ['id: is missing'], { cause }),
  SignInRequired: new core.SignInRequired('Nobody is signed in', { cause }),
  OutcomeUnknown: new core.OutcomeUnknown('It may have been done', { cause }),
  GraphFailure: new core.GraphFailure('Graph refused', { status: 403 }, { cause }),
} satisfies Record<string, core.AnyGraphkeepError>

describe('the error family', () => {
  it('is complete in this test', () => {
    const classes = Object.entries(core).filter(([, value]) => isErrorClass(value))
    expect(classes.map(([name]) => name).toSorted()).toEqual(Object.keys(family).toSorted())
  })

  it('has a code of its own for each class', () => {
    const codes = Object.values(family).map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
    for (const code of codes) expect(code).toMatch(/^ERR_[A-Z_]+$/)
  })

  it('names each error after its class', () => {
    for (const [name, error] of Object.entries(family)) expect(error.name).toBe(name)
  })

  it('keeps the cause', () => {
    for (const error of Object.values(family)) expect(error.cause).toBe(cause)
  })

  it('is retryable only where the same call may succeed later', () => {
    const retryable = Object.values(family).filter((error) => error.retryable)
    expect(retryable.map(({ name }) => name)).toEqual(['StoreUnavailable'])
    expect(new core.GraphFailure('Try later', { status: 503, retryable: true }).retryable).toBe(true)
  })

  it('is recognised, and nothing else is', () => {
    for (const error of Object.values(family)) expect(core.isGraphkeepError(error)).toBe(true)
    for (const other of [new Error('other'), { code: 'ERR_GRAPH' }, null, undefined, 'ERR_GRAPH', () => 1]) {
      expect(core.isGraphkeepError(other)).toBe(false)
    }
  })

  it('is recognised across two copies of the package', async () => {
    const copy: typeof core = await import(`${import.meta.resolve('../src/errors.ts')}?copy`)
    const foreign = new copy.DecryptionFailed()
    expect(foreign).not.toBeInstanceOf(core.DecryptionFailed)
    expect(core.isGraphkeepError(foreign)).toBe(true)
    expect(copy.isGraphkeepError(family.StoreUnavailable)).toBe(true)
  })

  it('says in the message what is wrong with the input', () => {
    expect(family.InvalidInput.message).toBe('Invalid input: top: must be a number; skip: is unknown')
    expect(family.InvalidOutput.message).toContain('email_list')
  })

  it('says of a Graph failure what Graph said, and never makes anything up', () => {
    const details = {
      status: 429,
      graphCode: 'TooManyRequests',
      requestId: 'r',
      retryAfterMs: 30_000,
      retryable: true,
    }
    expect(new core.GraphFailure('Graph is busy', details)).toMatchObject({
      ...details,
      outcomeUnknown: false,
    })
    const { graphCode, requestId, retryAfterMs, outcomeUnknown } = family.GraphFailure
    expect([graphCode, requestId, retryAfterMs, outcomeUnknown]).toEqual([
      undefined,
      undefined,
      undefined,
      false,
    ])
  })
})

function isErrorClass(value: unknown): boolean {
  return typeof value === 'function' && value.prototype instanceof core.GraphkeepError
}
