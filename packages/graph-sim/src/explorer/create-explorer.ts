import type { IncomingMessage, ServerResponse } from 'node:http'
import { insideOf } from '../tenant/insides.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { answerData } from './answer-data.ts'
import { createKeptAnswers } from './kept-answers.ts'
import { explorerPage, pageHeaders } from './page/explorer-page.ts'
import { refusedFor } from './require-loopback.ts'
import { summaryOf } from './summary.ts'

/** A page that shows a tenant, and the data that the page asks for. */
export interface Explorer {
  /** Whether a path is the explorer's and none of Graph's. */
  owns(path: string): boolean
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>
  /** Ends the streams of pages that are open, and forgets the answers. */
  close(): void
}

/** Creates the explorer of a tenant; from now on the latest answers are kept in memory, with their bodies. */
export function createExplorer(tenant: Tenant): Explorer {
  const streams = new Set<ServerResponse>()
  const answers = createKeptAnswers((answer) => {
    for (const stream of streams) stream.write(`data: ${JSON.stringify(summaryOf(answer))}\n\n`)
  })
  const { watchers } = insideOf(tenant)
  watchers.add(answers.keep)

  return {
    owns: (path) => /^\/(?:$|\?|graph-sim(?:\/|$|\?))/.test(path),
    async answer(request, response) {
      const refused = refusedFor(request)
      const path = (request.url ?? '/').replace(/\?.*$/, '')
      if (refused !== undefined) write(response, 403, { message: refused })
      else if (path === '/') response.writeHead(200, pageHeaders).end(explorerPage)
      else if (path === '/graph-sim/stream') follow(response, streams)
      else {
        const { status, json } = await answerData({ tenant, answers }, path, request)
        write(response, status, json)
      }
    },
    close() {
      watchers.delete(answers.keep)
      for (const stream of streams) stream.end()
    },
  }
}

/** Keeps a response open, on which every further answer is told. */
function follow(response: ServerResponse, streams: Set<ServerResponse>): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
  response.write(': open\n\n')
  streams.add(response)
  response.once('close', () => streams.delete(response))
}

function write(response: ServerResponse, status: number, json: unknown): void {
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  })
  response.end(JSON.stringify(json))
}
