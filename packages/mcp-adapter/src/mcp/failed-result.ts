import { type AnyGraphkeepError, type AnyTool, isGraphkeepError } from '@graphkeep/core'

import type { McpCallResult } from './mcp-call-result.ts'

/** The `_meta` key of what a program may want to know of an error. */
const errorKey = 'graphkeep/error'

/**
 * Writes the answer to a call that failed. Its text is complete, because hosts show a model nothing else of an error:
 * what happened, what to do next, and the code. Of errors that are not Graphkeep's own nothing is told.
 */
export function failedResult(error: unknown, tool: AnyTool): McpCallResult {
  return isGraphkeepError(error) ? foreseen(error, tool) : unforeseen(tool)
}

function foreseen(error: AnyGraphkeepError, tool: AnyTool): McpCallResult {
  const { code, message, retryable } = error
  const retryAfterSeconds = waitOf(error)
  const outcomeUnknown = 'outcomeUnknown' in error && error.outcomeUnknown
  const details = [
    code,
    ...('status' in error && error.status > 0 ? [`HTTP ${error.status}`] : []),
    ...('graphCode' in error && error.graphCode ? [error.graphCode] : []),
    ...(retryAfterSeconds === undefined ? [] : [`retry after ${retryAfterSeconds} s`]),
    ...('requestId' in error && error.requestId ? [`request ${error.requestId}`] : []),
  ]
  return result([message, nextStep(error, tool), outcomeUnknown ? outcome : ''], details.join('; '), {
    code,
    retryable,
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    ...(outcomeUnknown && { outcomeUnknown }),
  })
}

const outcome = 'The change may have been made although no answer says so: check before repeating it.'

function nextStep({ code, retryable }: AnyGraphkeepError, { name, effect }: AnyTool): string {
  switch (code) {
    case 'ERR_INVALID_INPUT':
      return `Correct the arguments of ${name} and call it again.`
    case 'ERR_INVALID_OUTPUT':
      return effect === 'read'
        ? 'The fault is in the tool, not in the arguments: the same call will fail again.'
        : 'The fault is in the tool, not in the arguments, and the change may have been made: check before repeating it.'
    case 'ERR_DATABASE_REFUSED':
    case 'ERR_DECRYPTION_FAILED':
    case 'ERR_KEY_UNAVAILABLE':
      return 'Only whoever runs this server can put it right: tell the user.'
    case 'ERR_GRAPH':
    case 'ERR_SIGN_IN_REQUIRED':
      return ''
    default:
      return retryable ? 'The same call may succeed later.' : ''
  }
}

function unforeseen({ name, effect }: AnyTool): McpCallResult {
  const code = 'ERR_UNEXPECTED'
  const next =
    effect === 'read'
      ? 'Call it once more; if it fails again, tell the user.'
      : 'Whether anything was changed is not known: check before repeating it, and tell the user.'
  const outcomeUnknown = effect !== 'read'
  return result([`The tool ${name} failed in an unforeseen way.`, next], code, {
    code,
    retryable: false,
    ...(outcomeUnknown && { outcomeUnknown }),
  })
}

function waitOf(error: AnyGraphkeepError): number | undefined {
  return 'retryAfterMs' in error && error.retryAfterMs !== undefined
    ? Math.ceil(error.retryAfterMs / 1000)
    : undefined
}

function result(sentences: readonly string[], details: string, meta: object): McpCallResult {
  const said = sentences.filter((sentence) => sentence !== '').map(ended)
  return {
    isError: true,
    content: [{ type: 'text', text: `${said.join(' ')}\n(${details})` }],
    _meta: { [errorKey]: meta },
  }
}

function ended(sentence: string): string {
  return /[.!?:]$/.test(sentence) ? sentence : `${sentence}.`
}
