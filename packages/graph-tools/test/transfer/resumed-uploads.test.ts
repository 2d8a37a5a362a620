import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { createSealer } from '@graphkeep/cache'
import { createKeyRing } from '@graphkeep/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { uploadAttachment, uploadFile } from '../../src/transfer.ts'
import { failureOf } from '../world/open-client.ts'
import { masterKey, openTransfer, sha256, someBytes, type TransferWorld } from '../world/transfer-world.ts'

const program = fileURLToPath(new URL('../processes/upload.ts', import.meta.url))
const partBytes = 320 * 1024
const size = 14 * partBytes + 17
const bytes = someBytes(size)
const path = '/me/drive/root:/plan.bin'
let folder = ''
let file = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'resume-'))
  file = join(folder, 'plan.bin')
  await writeFile(file, bytes)
})
afterEach(() => rm(folder, { recursive: true }))

/** Uploads in a process of its own; a signal to `killed` ends it on the spot. */
async function uploadElsewhere(
  { tenant, line, context }: TransferWorld,
  killed?: AbortSignal,
): Promise<string> {
  const input = {
    baseUrl: `${line.url}/v1.0`,
    token: tenant.token(),
    scope: context.scope,
    key: Buffer.from(masterKey).toString('hex'),
    kept: join(folder, 'token'),
    file,
    path,
    partBytes,
  }
  const options = { killSignal: 'SIGKILL', ...(killed && { signal: killed }) } as const
  return (await promisify(execFile)(process.execPath, [program, JSON.stringify(input)], options)).stdout
}

/** Uploads until the tenant has so many parts, and is killed then. */
async function uploadUntil(world: TransferWorld, parts: number): Promise<void> {
  const killed = new AbortController()
  const ended = uploadElsewhere(world, killed.signal).catch(() => undefined)
  while (world.parts.length < parts) await sleep(1)
  killed.abort()
  await ended
  await sleep(100)
}

describe('an upload that another process goes on with', () => {
  it('sends what is missing, and each range once, whenever the others were killed', async () => {
    await using world = await openTransfer()
    await uploadUntil(world, 4)
    await uploadUntil(world, 9)
    const arrived = world.parts.length
    expect(await uploadElsewhere(world)).toBe(`${size}\n`)
    expect(arrived).toBeGreaterThanOrEqual(9)
    expect(world.parts.map(({ start, status }) => [start, status])).toEqual(
      Array.from({ length: 15 }, (_, at) => [at * partBytes, at === 14 ? 201 : 202]),
    )
    expect(await world.hashOf(path)).toBe(sha256(bytes))
    world.forget()
    expect(await uploadElsewhere(world)).toBe(`${size}\n`)
    expect(world.parts).toEqual([])
  }, 60_000)

  it('is gone on with for no other source, path or account, nor with a token that was altered', async () => {
    await using world = await openTransfer()
    let token = ''
    const keep = (text: string): void => {
      token = text
    }
    const caller = new AbortController()
    const context = { ...world.context, signal: caller.signal, progress: () => caller.abort() }
    await failureOf(uploadFile(context, path, file, { keep, partBytes }))
    expect(token).not.toContain('http')
    expect(Buffer.from(token, 'base64url').toString('latin1')).not.toContain('tempauth')

    const { scope } = world.context
    const others = {
      ...world.context,
      scope: { ...scope, account: 'eve@solvang.example' },
    }
    const foreign = { ...world.context, sealer: createSealer(createKeyRing([new Uint8Array(32).fill(1)])) }
    const refused = { code: 'ERR_INVALID_INPUT', message: expect.stringContaining('resume: ') }
    const altered = `${token.slice(0, 40)}${token[40] === 'A' ? 'B' : 'A'}${token.slice(41)}`
    const attempts = [
      () => uploadFile(others, path, file, { resume: token, partBytes }),
      () => uploadFile(foreign, path, file, { resume: token, partBytes }),
      () => uploadFile(world.context, '/me/drive/root:/other.bin', file, { resume: token, partBytes }),
      () => uploadFile(world.context, path, file, { resume: altered, partBytes }),
      () => uploadFile(world.context, path, file, { resume: '', partBytes }),
      () => uploadAttachment(world.context, '/me/messages/x', file, { name: 'x', resume: token }),
    ]
    for (const attempt of attempts) expect(await failureOf(attempt())).toMatchObject(refused)
    world.forget()
    await utimes(file, 1, 1)
    const changed = uploadFile(world.context, path, file, { resume: token, partBytes })
    expect(await failureOf(changed)).toMatchObject({
      ...refused,
      message: expect.stringContaining('source has changed'),
    })
    expect(world.sent).toEqual([])
  })

  it('keeps what has arrived when it fails, and begins anew when that is gone', async () => {
    await using world = await openTransfer()
    const kept = join(folder, 'token')
    const keep = (text: string): Promise<void> => writeFile(kept, text)
    world.tenant.faults.add({
      match: { method: 'PUT', path: '/uploadSession', nth: 3 },
      action: { kind: 'status', status: 400 },
    })
    await failureOf(uploadFile(world.context, path, file, { keep, partBytes }))
    expect(world.sent.some((request) => request.startsWith('DELETE'))).toBe(false)
    world.tenant.faults.clear()
    world.tenant.clock.advance(8 * 86_400_000)
    await uploadFile(world.context, path, file, { keep, partBytes, resume: await readFile(kept, 'utf8') })
    expect(await world.hashOf(path)).toBe(sha256(bytes))
  })
})
