import { badRequest } from '../errors/catalog.ts'
import { refuse } from '../errors/graph-problem.ts'

const prefix = 'RFNwdAoAAQ'

/** Writes where a page begins as an opaque token. */
export function writePageToken(offset: number): string {
  return `${prefix}${Buffer.from(`skip:${offset}`).toString('base64url')}`
}

/** Reads a token of {@link writePageToken}; refuses any other. */
export function readPageToken(token: string): number {
  const text = token.startsWith(prefix) ? Buffer.from(token.slice(prefix.length), 'base64url').toString() : ''
  const [, offset] = /^skip:(\d{1,12})$/.exec(text) ?? []
  if (offset === undefined) refuse(badRequest('Invalid $skiptoken: it was not issued by this service.'))
  return Number(offset)
}
