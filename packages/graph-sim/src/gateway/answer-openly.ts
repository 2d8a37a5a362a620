import { driveItemNotFound } from '../errors/catalog.ts'
import { refuse } from '../errors/graph-problem.ts'
import { signInMetadata } from '../notifications/sign-in-metadata.ts'
import type { TenantState } from '../tenant/tenant-state.ts'
import { continueUpload } from '../workloads/drive/continue-upload.ts'
import { continueAttachmentUpload } from '../workloads/mail/continue-attachment-upload.ts'
import type { Answer } from './answer.ts'
import { download } from './download.ts'
import type { Incoming } from './incoming.ts'

/** Answers a request at an address that is its own authorization; `undefined` for all others. */
export function answerOpenly(incoming: Incoming, tenant: TenantState): Answer | undefined {
  const { pathname } = incoming.url
  const { uploads, copies } = tenant.driveServices
  const metadata = signInMetadata(incoming, tenant.id, tenant.notifications.signer)
  if (metadata !== undefined) return metadata
  if (tenant.downloads.owns(pathname)) return download(incoming, tenant)
  if (/^\/(v1\.0|beta)\//i.test(pathname)) return undefined
  if (uploads.owns(pathname)) return continueUpload(incoming, tenant)
  if (tenant.attachmentUploads.owns(pathname)) return continueAttachmentUpload(incoming, tenant)
  if (copies.owns(pathname))
    return { status: 202, json: copies.report(incoming.url) ?? refuse(driveItemNotFound) }
  return undefined
}
