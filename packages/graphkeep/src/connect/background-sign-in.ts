import { isGraphkeepError } from '@graphkeep/core'
import type { KnownAccount, SignInProgress, SignInRequest } from '@graphkeep/graph-tools/account'

/** A sign-in that goes on by itself while others do other things. */
export interface BackgroundSignIn {
  /** Begins one, and resolves once there is something to show; gives the same to whoever asks while it waits. */
  begin(): Promise<SignInRequest>

  /** Returns how far the last one is; `undefined` when none was begun. */
  progress(): SignInProgress | undefined

  /** Stops waiting. */
  stop(): void
}

/** Lets sign-ins run in the background, one at a time. */
export function backgroundSignIn(
  signIn: (onRequest: (request: SignInRequest) => void, signal: AbortSignal) => Promise<KnownAccount>,
): BackgroundSignIn {
  const stopped = new AbortController()
  let asked: Promise<SignInRequest> | undefined
  let progress: SignInProgress | undefined

  async function run(show: (request: SignInRequest) => void): Promise<void> {
    try {
      const account = await signIn((request) => {
        progress = { state: 'waiting', request }
        show(request)
      }, stopped.signal)
      progress = { state: 'done', account }
    } catch (error) {
      const why = isGraphkeepError(error) ? error.message : 'The sign-in failed.'
      progress = {
        state: 'failed',
        detail: `${why} Repeat the call, or call account_sign_in if it is among the tools, to begin again.`,
      }
      throw error
    } finally {
      asked = undefined
    }
  }

  return {
    begin() {
      asked ??= new Promise((resolve, reject) => void run(resolve).catch(reject))
      return asked
    },
    progress: () => progress,
    stop: () => stopped.abort(),
  }
}
