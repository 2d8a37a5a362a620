import type { JsonObject } from '../gateway/parse-json.ts'
import { BadQuestion } from './bad-question.ts'
import type { ExplorerData } from './explorer-data.ts'
import { textIn, textsIn } from './tenant-data.ts'

/** Makes a request of the page's in somebody's name; the page sees the answer and no token. */
export async function tryRequest({ tenant, answers }: ExplorerData, body: JsonObject): Promise<object> {
  const path = textIn(body, 'path', '/me')
  const method = textIn(body, 'method', 'GET').toUpperCase()
  const content = textIn(body, 'body', '')
  if (!path.startsWith('/')) throw new BadQuestion('A path begins with /, like /me/messages.')
  const { scopes } = body
  const wanted = Array.isArray(scopes) ? { scopes: scopes.map(String) } : {}
  const token = tenant.token({ user: textIn(body, 'user', tenant.me.id), ...wanted })
  const headers = {
    ...(content === '' ? {} : { 'content-type': 'application/json' }),
    ...textsIn(body, 'headers'),
    authorization: `Bearer ${token}`,
  }
  const url = `https://graph.microsoft.com/v1.0${path.replace(/^\/v1\.0(?=\/)/, '')}`
  const sent = content === '' || method === 'GET' ? {} : { body: content }
  const answer = await tenant.fetch(url, { method, headers, redirect: 'manual', ...sent })
  await answer.arrayBuffer()
  return { status: answer.status, number: answers.numberOf(answer.headers.get('request-id') ?? '') ?? 0 }
}
