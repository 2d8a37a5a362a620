import { GraphFailure, type ToolContext } from '@graphkeep/core'

import type { GraphRequestInit } from './graph-call.ts'
import { getJson } from './read-json.ts'

/** One page of a list. */
export interface GraphPage<T> {
  readonly items: readonly T[]

  /** How many there are on all pages; `undefined` unless `$count` was asked for and is on this page. */
  readonly total: number | undefined

  /** Graph's link to the next page; `undefined` on the last. Never shown to anybody. */
  readonly nextLink: string | undefined

  /** Graph's link to what changes from now on; `undefined` but on the last page of changes (Graph rule 19). */
  readonly deltaLink: string | undefined
}

interface ListBody<T> {
  readonly value?: readonly T[]
  readonly '@odata.count'?: number
  readonly '@odata.nextLink'?: string
  readonly '@odata.deltaLink'?: string
}

/** How to ask for pages. */
export type PageInit = Omit<GraphRequestInit, 'method' | 'body' | 'signal'>

/**
 * Reads one page of a list.
 *
 * @throws {@link GraphFailure} also when the answer is no list.
 *
 * @example
 * ```ts
 * const { items, nextLink } = await getPage<{ id: string }>(context, '/me/messages?$top=10')
 * ```
 */
export async function getPage<T>(
  context: Pick<ToolContext, 'fetch' | 'signal'>,
  pathOrLink: string,
  init?: PageInit,
): Promise<GraphPage<T>> {
  const body = await getJson<ListBody<T>>(context, pathOrLink, init)
  if (!Array.isArray(body.value)) {
    throw new GraphFailure('Microsoft Graph answered with something else than a list. Try again.', {
      status: 200,
    })
  }
  return {
    items: body.value,
    total: body['@odata.count'],
    nextLink: body['@odata.nextLink'],
    deltaLink: body['@odata.deltaLink'],
  }
}

/**
 * Reads a list page by page, for as long as the caller goes on. An empty page is no end (Graph rule 12), and links that
 * lead away from Graph are not followed.
 *
 * @param pathOrLink Of the first page, or of any other to go on with.
 * @throws {@link GraphFailure} when a page fails, leads back to one before, or is not the last of `mostPages` (default
 * 1,000); the signal's reason once it is aborted.
 *
 * @example
 * ```ts
 * for await (const { items } of pages<{ id: string }>(context, '/me/contacts')) console.log(items.length)
 * ```
 */
export async function* pages<T>(
  context: Pick<ToolContext, 'fetch' | 'signal'>,
  pathOrLink: string,
  { mostPages = 1000, ...init }: PageInit & { readonly mostPages?: number } = {},
): AsyncGenerator<GraphPage<T>, void, undefined> {
  const seen = new Set<string>()
  for (let link: string | undefined = pathOrLink; link !== undefined; ) {
    context.signal.throwIfAborted()
    if (seen.has(link)) endless('Microsoft Graph answered with a page that leads back to one before.')
    if (seen.size === mostPages) endless(`The list has more than ${mostPages} pages.`)
    seen.add(link)
    const page: GraphPage<T> = await getPage<T>(context, link, init)
    yield page
    link = page.nextLink
  }
}

/**
 * Reads a list item by item, as {@link pages} does.
 *
 * @example
 * ```ts
 * for await (const { id } of items<{ id: string }>(context, '/me/contacts')) console.log(id)
 * ```
 */
export async function* items<T>(...asked: Parameters<typeof pages<T>>): AsyncGenerator<T, void, undefined> {
  for await (const page of pages<T>(...asked)) yield* page.items
}

function endless(what: string): never {
  throw new GraphFailure(`${what} Ask for less of it.`, { status: 200 })
}
