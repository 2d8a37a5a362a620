import { isNodeSupported, oldestNode } from '../command/node-version.ts'
import type { Finding } from './finding.ts'

/** Looks whether a version of Node is new enough. */
export function examineNode(version: string): Finding {
  return isNodeSupported(version)
    ? { subject: 'Node', verdict: 'ok', detail: `${version}.` }
    : { subject: 'Node', verdict: 'bad', detail: `${version} is too old: install ${oldestNode} or newer.` }
}
