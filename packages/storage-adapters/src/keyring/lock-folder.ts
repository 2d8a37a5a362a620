import { homedir } from 'node:os'
import { join } from 'node:path'

/** Returns a folder that is the same for every process of this user, and no one else's. */
export function defaultLockFolder(): string {
  const { XDG_STATE_HOME, LOCALAPPDATA } = process.env
  if (process.platform === 'win32') return join(LOCALAPPDATA ?? homedir(), 'graphkeep')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'graphkeep')
  return join(XDG_STATE_HOME || join(homedir(), '.local', 'state'), 'graphkeep')
}
