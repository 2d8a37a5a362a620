import type { Drive } from './drive.ts'

/** Says where a drive's addresses without a token begin: in process as SharePoint's, over HTTP at the server that was asked. */
export function hostFor(base: string, { home }: Pick<Drive, 'home'>): string {
  const { origin, hostname } = new URL(base)
  return hostname === 'graph.microsoft.com' ? home.siteUrl : origin
}
