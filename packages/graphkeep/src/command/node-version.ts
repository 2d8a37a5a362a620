/** The oldest Node that Graphkeep runs on. */
export const oldestNode = '22.18.0'

/** Says whether a version of Node is new enough. */
export function isNodeSupported(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode.split('.').map(Number)
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)
}

/** Ends the process with a sentence instead of a crash when Node is too old. */
export function refuseOldNode(version: string): void {
  if (isNodeSupported(version)) return
  console.error(
    `Graphkeep needs Node ${oldestNode} or newer; this is ${version}. Install it from https://nodejs.org.`,
  )
  process.exit(1)
}
