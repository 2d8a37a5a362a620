import { createSealer } from '@graphkeep/cache'
import { createEvents, isGraphkeepError, sealedSecrets, systemClock } from '@graphkeep/core'
import { openSqlite, type SqliteDatabase } from '@graphkeep/storage-adapters/sqlite'

import type { Connect } from '../connect/connection.ts'
import { type FoundSecret, findSecret } from '../find-secret.ts'
import { examineClock } from './examine-clock.ts'
import { examineNode } from './examine-node.ts'
import { examineStore } from './examine-store.ts'
import type { Finding } from './finding.ts'

/** What to examine. */
export interface ExamineOptions {
  /** Default: where the operating system wants an application's data. */
  readonly folder?: string
  readonly keyFile?: string

  /** Absent when no tenant was named: the sign-in cannot be looked at then. */
  readonly connect?: Connect

  /** What people who sign in are asked for. */
  readonly permissions: readonly string[]

  /** Where Microsoft Graph is, whose clock is compared with this machine's. */
  readonly graph: string
}

/**
 * Does what a start of the server does, one step after the other, and tells what came of each. A key and a database that
 * are not there yet are made, as they would be at the first start.
 */
export async function* examine(options: ExamineOptions): AsyncGenerator<Finding> {
  yield examineNode(process.versions.node)
  const found = await attempt('Master key', () => findSecret(options))
  yield found.finding ?? { subject: 'Master key', verdict: 'ok', detail: toldOf(found.value) }
  if (found.value) yield* examineDatabase(found.value, options)
  yield await examineClock(options.graph, systemClock)
  const asked = options.permissions.join(', ') || 'none'
  yield { subject: 'Permissions', verdict: 'ok', detail: `A person who signs in is asked for ${asked}.` }
}

async function* examineDatabase(
  { path, secret }: FoundSecret,
  { connect, permissions }: ExamineOptions,
): AsyncGenerator<Finding> {
  const opened = await attempt('Database', () => openSqlite({ path, ...secret }))
  if (opened.finding) return yield opened.finding
  await using database = opened.value
  yield databaseFinding(database)
  yield await examineStore(database.store, systemClock)
  const secrets = sealedSecrets(database.secrets, createSealer(database.keys))
  const signIn = await attempt('Sign-in', async () => {
    // Nobody signs out here, so there is nothing to forget.
    const forget = async (): Promise<void> => {}
    const parts = { secrets, forget, permissions, events: createEvents(), clock: systemClock }
    const connection = await connect?.(parts)
    return connection?.state()
  })
  const {
    signedIn = false,
    detail = 'No tenant was named: add --client-id ID, or --sim for an offline one.',
  } = signIn.value ?? {}
  yield signIn.finding ?? { subject: 'Sign-in', verdict: signedIn ? 'ok' : 'note', detail }
}

function databaseFinding({ path, setAside }: SqliteDatabase): Finding {
  if (setAside === undefined) return { subject: 'Database', verdict: 'ok', detail: `${path} opens.` }
  const detail = `It was damaged, and was set aside as ${setAside}; ${path} is new. Signing in again will be necessary.`
  return { subject: 'Database', verdict: 'note', detail }
}

function toldOf({ origin, created }: FoundSecret): string {
  return created ? `Made just now, kept in the ${origin}.` : `Found: ${origin}.`
}

/** Either what came of it, or what is to be told of its failure. */
type Attempt<T> =
  | { readonly value: T; readonly finding?: never }
  | { readonly value?: never; readonly finding: Finding }

async function attempt<T>(subject: string, run: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await run() }
  } catch (error) {
    if (!isGraphkeepError(error)) throw error
    return { finding: { subject, verdict: 'bad', detail: `${error.message} (${error.code})` } }
  }
}
