export { type ChaosOptions, chaos } from './faults/chaos.ts'
export type {
  AfterwardsFault,
  ContentTypeFault,
  DelayFault,
  FaultAction,
  HtmlFault,
  ResetFault,
  StatusFault,
  ThrottleFault,
  TruncateFault,
} from './faults/fault-action.ts'
export type { FaultMatch, FaultRule, Faults, NoticeMatch, PlannedFault } from './faults/fault-rule.ts'
export type {
  DuplicatedFault,
  LateFault,
  LostFault,
  MissedFault,
  NoticeFaultAction,
  ReorderedFault,
} from './faults/notice-fault-action.ts'
export { readFaultRules } from './faults/read-fault-rules.ts'
export { importMail, type MailImport } from './import/import-mail.ts'
export { importMailFolder } from './import/import-mail-folder.ts'
export { importMbox } from './import/import-mbox.ts'
export type { ImportTarget } from './import/import-target.ts'
export type { ImportedFile, ImportResult, MailFile } from './import/mail-file.ts'
export { importJson } from './import-json/import-json.ts'
export type { ImportedKind, ImportedThing, JsonImportResult } from './import-json/imported-thing.ts'
export type { JsonTarget } from './import-json/json-target.ts'
export type { NotificationOptions } from './notifications/create-notifications.ts'
export type { LifecycleEvent } from './notifications/lifecycle.ts'
export { type ServeOptions, type Server, serve } from './server/serve.ts'
export { type LoadOptions, loadTenant } from './snapshot/load-tenant.ts'
export { saveTenant } from './snapshot/save-tenant.ts'
export type { Clock } from './tenant/clock.ts'
export { createTenant } from './tenant/create-tenant.ts'
export type { Delays } from './tenant/delays.ts'
export type { LoggedRequest } from './tenant/request-log.ts'
export type { Tenant, TenantOptions, TenantUser, TokenOptions } from './tenant/tenant.ts'
export type { DriveLimits } from './throttling/drive-limits.ts'
export type { IdentityLimits } from './throttling/identity-limits.ts'
export type { OutlookLimits } from './throttling/outlook-limits.ts'
export type { ServiceLimitName, ServiceLimits } from './throttling/service-limits.ts'
export type { TeamsLimits, TeamsRequestKind } from './throttling/teams-limits.ts'
export type { ThrottlingOptions } from './throttling/throttling-options.ts'
export type { MailboxShare } from './workloads/mailbox-access/mailbox-share.ts'
