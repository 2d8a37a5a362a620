import type { Session } from '../session.ts'

/** Looks out for what other processes write. */
export interface Watch {
  /** Starts to look, unless it does already. It does not keep the process alive. */
  start(): void
  stop(): void
}

const everyMs = 50

/** Makes a watch that calls `onChange` after another process has written; a look costs some microseconds. */
export function createWatch(session: Session, onChange: () => void): Watch {
  const version = session.connection.prepare<readonly [], number>('PRAGMA data_version').pluck()
  let last: number | undefined
  let timer: NodeJS.Timeout | undefined

  async function look(): Promise<void> {
    const now = await session.read(() => version.get())
    if (now === last) return
    last = now
    onChange()
  }

  return {
    start() {
      timer ??= setInterval(() => void look().catch(() => {}), everyMs).unref()
    },

    stop() {
      clearInterval(timer)
      timer = undefined
    },
  }
}
