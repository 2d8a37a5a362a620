import type { DemoClient } from '../demo-client.ts'
import type { DemoReport } from '../demo-report.ts'

interface Row {
  readonly id: string
  readonly unread: boolean
}

/** Marks a message read, and looks at the list again. */
export async function showWrite(client: DemoClient, report: DemoReport): Promise<void> {
  report.chapter('A write, and the read after it')
  const before = await client.call('email_list', { top: 25 })
  const unread = rowsOf(before.output).find((row) => row.unread)
  if (!unread) return report.seen('there is an unread message to mark', false)
  const write = await client.call('email_mark_read', { id: unread.id })
  const after = await client.call('email_list', { top: 25 })
  const row = rowsOf(after.output).find(({ id }) => id === unread.id)
  report.lines(
    `before   unread: true    ${before.freshness.state} from ${before.freshness.source}`,
    `write    email_mark_read in ${write.ms.toFixed(1)} ms`,
    `after    unread: ${row?.unread}   ${after.freshness.state} from ${after.freshness.source}`,
  )
  report.seen('the read after the write shows what was written', !write.isError && row?.unread === false)
}

function rowsOf(output: Readonly<Record<string, unknown>>): readonly Row[] {
  return (output['messages'] ?? []) as readonly Row[]
}
