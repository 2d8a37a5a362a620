import { refuse } from '../errors/graph-problem.ts'
import type { TenantState } from '../tenant/tenant-state.ts'
import type { Answer } from './answer.ts'
import type { Incoming } from './incoming.ts'

/** Answers a request for a file's bytes at an address without a token, in parts when `Range` asks for one. */
export function download({ url, headers }: Incoming, tenant: TenantState): Answer {
  const content = tenant.downloads.open(url)
  if (content === undefined)
    refuse({
      status: 401,
      code: 'unauthenticated',
      message: 'The download address is not valid any more: ask for a new one.',
    })
  const bytes = content.bytes()
  const common = { 'Content-Type': content.mimeType, 'Accept-Ranges': 'bytes' }
  const range = headers.get('range')
  if (range === null) return { status: 200, bytes, headers: common }
  const span = readRange(range, bytes.length)
  if (span === undefined) return { status: 416, headers: { 'Content-Range': `bytes */${bytes.length}` } }
  const [from, to] = span
  return {
    status: 206,
    bytes: bytes.subarray(from, to + 1),
    headers: { ...common, 'Content-Range': `bytes ${from}-${to}/${bytes.length}` },
  }
}

/** The first and last byte of a single range; `undefined` when there is none of it. */
function readRange(range: string, size: number): readonly [number, number] | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range.trim()) ?? []
  if (first === '' && last === '') return undefined
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  return from < size && from <= to ? [from, to] : undefined
}
