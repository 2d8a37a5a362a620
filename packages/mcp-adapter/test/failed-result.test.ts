import {
  DatabaseRefused,
  DecryptionFailed,
  GraphFailure,
  InvalidOutput,
  KeyUnavailable,
  SignInRequired,
  StoreUnavailable,
} from '@graphkeep/core'
import { describe, expect, it } from 'vitest'

import { failedResult } from '../src/mcp/failed-result.ts'
import { canary } from './failing-tools.ts'
import { createNotes } from './notes.ts'

const { tools } = createNotes()

describe('the text of an error', () => {
  it.each([
    [
      new StoreUnavailable('redis'),
      'The store "redis" did not answer. The same call may succeed later.\n(ERR_STORE_UNAVAILABLE)',
    ],
    [
      new DecryptionFailed(),
      'The stored value could not be decrypted. Only whoever runs this server can put it right: tell the user.\n' +
        '(ERR_DECRYPTION_FAILED)',
    ],
    [
      new KeyUnavailable('There is no key: set GRAPHKEEP_KEY.'),
      'There is no key: set GRAPHKEEP_KEY. Only whoever runs this server can put it right: tell the user.\n' +
        '(ERR_KEY_UNAVAILABLE)',
    ],
    [
      new DatabaseRefused('full', 'The disk is full'),
      'The disk is full. Only whoever runs this server can put it right: tell the user.\n(ERR_DATABASE_REFUSED)',
    ],
    [new SignInRequired('Sign in again.'), 'Sign in again.\n(ERR_SIGN_IN_REQUIRED)'],
    [
      new GraphFailure('Not found: list again', { status: 404, graphCode: 'ErrorItemNotFound' }),
      'Not found: list again.\n(ERR_GRAPH; HTTP 404; ErrorItemNotFound)',
    ],
  ])('says what happened, what to do, and the code: %s', (error, text) => {
    expect(textOf(error)).toBe(text)
  })

  it('says of a wrong answer to a change that the change may have been made', () => {
    expect(textOf(new InvalidOutput('note_add', ['id: missing']), 'note_add')).toContain(
      'the change may have been made',
    )
    expect(textOf(new InvalidOutput('note_get', ['id: missing']))).not.toContain('change')
  })

  it('knows the errors of another copy of the core', () => {
    const foreign = Object.assign(new Error('Ask an administrator.'), {
      [Symbol.for('graphkeep.error')]: true,
      code: 'ERR_FROM_THE_FUTURE',
      retryable: true,
      retryAfterMs: 1,
    })
    expect(textOf(foreign)).toBe(
      'Ask an administrator. The same call may succeed later.\n(ERR_FROM_THE_FUTURE; retry after 1 s)',
    )
  })

  it.each([
    new Error(canary),
    new TypeError(canary, { cause: canary }),
    canary,
    { message: canary },
    undefined,
    null,
  ])('tells nothing of what is not its own: %#', (thrown) => {
    const told = JSON.stringify(failedResult(thrown, find('note_get')))
    expect(told).not.toContain(canary)
    expect(told).toContain('ERR_UNEXPECTED')
  })
})

function textOf(error: unknown, tool = 'note_get'): string | undefined {
  return failedResult(error, find(tool)).content[0]?.text
}

function find(name: string) {
  const tool = tools.find((one) => one.name === name)
  if (!tool) throw new TypeError(`No tool ${name}`)
  return tool
}
