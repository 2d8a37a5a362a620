import { expect, it } from 'vitest'

import type { TestClient } from './clients.ts'

/** Registers what holds of calls that take long. */
export function longCallRules(client: () => TestClient): void {
  it('sends progress in order, never backwards, and none after the answer', async () => {
    const seen: object[] = []
    const onprogress = (progress: object) => {
      if (seen.push({ ...progress }) === 3) client().call('note_go_on')
    }
    const { structuredContent } = await client().call('note_count', { to: 3 }, { onprogress })
    expect(structuredContent).toEqual({ counted: 3 })
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(seen).toEqual([1, 2, 3].map((progress) => ({ progress, total: 3, message: `${progress} of 3` })))
  })

  it('lets a cancelled call reach the tool', async () => {
    const before = await cancelled(client())
    const stop = new AbortController()
    const onprogress = () => stop.abort('enough')
    await expect(client().call('note_wait', {}, { signal: stop.signal, onprogress })).rejects.toThrow()
    await expect.poll(() => cancelled(client()), { interval: 5 }).toBe(before + 1)
  })
}

async function cancelled(client: TestClient): Promise<number> {
  const { structuredContent } = await client.call('note_cancelled')
  return (structuredContent as { cancelled: number }).cancelled
}
