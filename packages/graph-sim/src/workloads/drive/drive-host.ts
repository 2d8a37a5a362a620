import type { Drive } from './drive.ts'

/** Says where a drive's addresses without a token begin: in process as SharePoint's, over HTTP at the server that was asked. */
export function hostFor(base: string, { owner }: Drive): string {
  const { origin, hostname } = new URL(base)
  if (hostname !== 'graph.microsoft.com') return origin
  const tenant = owner.userPrincipalName.replace(/^.*@([^.]*).*$/, '$1')
  return `https://${tenant}-my.sharepoint.com/personal/${owner.userPrincipalName.replace(/[@.]/g, '_')}`
}
