import { spawn, spawnSync } from 'node:child_process'

import { argumentsOf, processOf } from './child-process.ts'

const unlock = 'printf test | gnome-keyring-daemon --daemonize --unlock --components=secrets >/dev/null'
const start = 'gnome-keyring-daemon --daemonize --start --components=secrets >/dev/null'

/** How the keyring is found: open, locked as before a login, or not there at all. */
export type KeyringState = 'unlocked' | 'locked' | 'absent'

/** Sees to it that there is a real Secret Service to test with. */
export function installSecretService(): void {
  if (hasSecretService()) return
  const apt = 'apt-get update && apt-get install --yes --no-install-recommends gnome-keyring dbus'
  if (process.getuid?.() === 0) spawnSync('sh', ['-c', apt], { stdio: 'ignore' })
  if (!hasSecretService()) throw new Error(`The tests of the keyring need gnome-keyring and dbus: ${apt}`)
}

/** Runs `load-key` with each input at the same time, in a login session of its own; returns what each prints. */
export async function loadKeysInSession(
  home: string,
  state: KeyringState,
  inputs: readonly object[],
): Promise<readonly Record<string, unknown>[]> {
  const programs = inputs.map((input) => {
    const words = [process.execPath, ...argumentsOf('load-key', { env: {}, ...input })]
    return `${words.map(quoted).join(' ')} &`
  })
  const script = [...(state === 'absent' ? [] : [state === 'unlocked' ? unlock : start]), ...programs, 'wait']
  const session = state === 'absent' ? ['sh', '-c'] : ['dbus-run-session', '--', 'sh', '-c']
  const [command = '', ...rest] = [...session, script.join('\n')]
  const env = { PATH: process.env['PATH'] ?? '', HOME: home, DBUS_SESSION_BUS_ADDRESS: 'disabled:' }
  const lines = await processOf(spawn(command, rest, { env, stdio: ['ignore', 'pipe', 'pipe'] })).rest()
  return lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line))
}

function hasSecretService(): boolean {
  return ['gnome-keyring-daemon', 'dbus-run-session'].every(
    (command) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0,
  )
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`
}
