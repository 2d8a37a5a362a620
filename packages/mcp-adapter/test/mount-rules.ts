import { answerRules } from './answer-rules.ts'
import type { Dialect, TestClient } from './clients.ts'
import { errorRules } from './error-rules.ts'
import { listRules } from './list-rules.ts'
import { longCallRules } from './long-call-rules.ts'
import type { ServerKind } from './server-kinds.ts'

/** Registers the rules that hold on every kind of server, with every client, over every transport. */
export function mountRules(kind: ServerKind, dialect: Dialect, client: () => TestClient): void {
  listRules(kind, dialect, client)
  answerRules(kind, client)
  errorRules(kind, client)
  longCallRules(client)
}
