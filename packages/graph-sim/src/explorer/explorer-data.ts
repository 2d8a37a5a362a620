import type { Tenant } from '../tenant/tenant.ts'
import type { KeptAnswers } from './kept-answers.ts'

/** What the explorer's answers are made from. */
export interface ExplorerData {
  readonly tenant: Tenant
  readonly answers: KeptAnswers
}
