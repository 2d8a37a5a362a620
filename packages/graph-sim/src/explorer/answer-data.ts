import type { IncomingMessage } from 'node:http'
import { isObject, type JsonObject } from '../gateway/parse-json.ts'
import { readBody } from '../server/read-body.ts'
import { BadQuestion } from './bad-question.ts'
import type { ExplorerData } from './explorer-data.ts'
import { describePeople, describePerson, sizesOf, tokenOf } from './people-data.ts'
import { summaryOf } from './summary.ts'
import { changeClock, changeFaults, describeTenant, shownFaults } from './tenant-data.ts'
import { tryRequest } from './try-request.ts'

/** What the explorer answers a question for data. */
export interface DataAnswer {
  readonly status: number
  readonly json: unknown
}

const mostBytes = 4 * 1024 * 1024

/** Answers a question of the page; a wrong one with 400, one for something that is not there with 404. */
export async function answerData(
  data: ExplorerData,
  path: string,
  request: IncomingMessage,
): Promise<DataAnswer> {
  const [, , subject = '', name = '', part = ''] = path.split('/').map(decoded)
  const question = `${request.method} ${subject}${name === '' ? '' : '/{}'}${part === '' ? '' : `/${part}`}`
  const answer = questions[question]
  if (answer === undefined)
    return { status: 404, json: { message: 'The explorer has nothing under this address.' } }
  try {
    const body = request.method === 'POST' ? await readJsonBody(request) : {}
    const json = await answer(data, name, body)
    if (json === undefined) return { status: 404, json: { message: 'That is not there any more.' } }
    return { status: 200, json }
  } catch (error) {
    if (error instanceof BadQuestion || error instanceof RangeError || error instanceof TypeError)
      return { status: 400, json: { message: error.message } }
    throw error
  }
}

type Question = (data: ExplorerData, name: string, body: JsonObject) => unknown

const questions: Readonly<Record<string, Question>> = {
  'GET tenant': ({ tenant }) => describeTenant(tenant),
  'GET people': ({ tenant }) => describePeople(tenant),
  'GET people/{}': ({ tenant }, name) => describePerson(tenant, name),
  'GET people/{}/sizes': ({ tenant }, name) => sizesOf(tenant, name),
  'POST people/{}/token': ({ tenant }, name, body) => tokenOf(tenant, name, body),
  'GET requests': ({ answers }) => ({ value: answers.latest.map(summaryOf) }),
  'GET requests/{}': ({ answers }, number) => {
    const answer = answers.find(Number(number))
    return (
      answer && {
        ...summaryOf(answer),
        asked: answer.entry.headers,
        headers: answer.headers,
        body: answer.body,
      }
    )
  },
  'GET faults': ({ tenant }) => ({ value: shownFaults(tenant) }),
  'POST faults': ({ tenant }, _name, body) => changeFaults(tenant, body),
  'DELETE faults': ({ tenant }) => changeFaults(tenant, undefined),
  'POST clock': ({ tenant }, _name, body) => changeClock(tenant, body),
  'POST try': (data, _name, body) => tryRequest(data, body),
}

/** Only JSON is taken, which the page of another site cannot send without asking first. */
async function readJsonBody(request: IncomingMessage): Promise<JsonObject> {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
    throw new BadQuestion('The explorer takes application/json only.')
  const bytes = await readBody(request, mostBytes)
  if (bytes === undefined) throw new BadQuestion('That is more than the explorer takes.')
  try {
    const json: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'))
    if (isObject(json)) return json
  } catch {
    throw new BadQuestion('That is no JSON.')
  }
  throw new BadQuestion('The explorer takes JSON objects only.')
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
