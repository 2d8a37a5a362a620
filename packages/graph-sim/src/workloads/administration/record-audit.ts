import type { Call } from '../../gateway/call.ts'
import type { AuditedChange } from './audit-log.ts'

/** Writes what a request has done into the tenant's audit log, in the name of whoever asked. */
export function recordAudit({ tenant, principal }: Call, change: AuditedChange): void {
  tenant.administration.audit.record(
    change,
    principal.kind === 'application'
      ? { kind: 'app', appId: principal.appId }
      : { kind: 'user', user: principal.user },
  )
}
