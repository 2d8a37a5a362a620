import { setTimeout } from 'node:timers/promises'

import { InMemoryTransport } from '@modelcontextprotocol/client'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { describe, expect, it } from 'vitest'

import { mountMcp } from '../src/mcp.ts'
import { mountOptions } from './mount-options.ts'
import { createNotes } from './notes.ts'
import { serverKinds } from './server-kinds.ts'

describe.each(serverKinds)('on the wire of $name', (kind) => {
  it('the answer waits for the progress, and no progress follows it', async () => {
    const notes = createNotes()
    const [mine, theirs] = InMemoryTransport.createLinkedPair()
    const sent: string[] = []
    const goOn = () => notes.call('note_go_on', {}, { scope: { tenant: 'contoso.com', account: 'ada' } })
    const send = theirs.send.bind(theirs)
    theirs.send = async (message, options) => {
      const isProgress = 'method' in message && message.method === 'notifications/progress'
      if (isProgress) await Promise.all([goOn(), setTimeout(3)])
      sent.push(isProgress ? String(message.params?.['message']) : 'answer')
      await send(message, options)
    }
    await kind.open((server) => mountMcp(server, notes, mountOptions)).connect(theirs as never)
    const client = new Client({ name: 'test', version: '1.0.0' })
    await client.connect(mine as never)
    sent.length = 0
    const call = { name: 'note_count', arguments: { to: 3 } }
    await client.callTool(call, undefined, { onprogress: () => undefined })
    await setTimeout(20)
    expect(sent).toEqual(['1 of 3', '2 of 3', '3 of 3', 'answer'])
    await client.close()
  })
})
