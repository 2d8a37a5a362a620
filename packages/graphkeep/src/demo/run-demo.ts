import { showCalls } from './chapters/calls.ts'
import { showFile } from './chapters/file.ts'
import { showMail } from './chapters/mail.ts'
import { showOutage } from './chapters/outage.ts'
import { showRestart } from './chapters/restart.ts'
import { showWrite } from './chapters/write.ts'
import { connectDemoClient } from './demo-client.ts'
import { createDemoReport } from './demo-report.ts'
import { createDemoWorld } from './demo-world.ts'

/** How to run the demo. */
export interface DemoOptions {
  /** A folder with .eml files to import and read. Default: the made-up mailbox only. */
  readonly mail?: string
  readonly print: (line: string) => void
}

/**
 * Shows the main job end to end on an offline tenant, and checks each claim.
 *
 * @returns 0 when every claim was seen to be true, else 1.
 */
export async function runDemo({ mail, print }: DemoOptions): Promise<number> {
  const report = createDemoReport(print)
  print(
    'Graphkeep demo: MCP client -> stdio server -> encrypted cache -> Microsoft Graph (an offline tenant)',
  )
  await using world = await createDemoWorld()
  const first = await connectDemoClient(world)
  const calls = await showCalls(first, report)
  await showFile(world, report)
  await showWrite(first, report)
  if (mail !== undefined) await showMail(first, world, report, mail)
  await first.close()
  const second = await connectDemoClient(world)
  await showRestart(second, calls, report)
  await second.close()
  await showOutage(calls, world, report)

  const { total, failed } = report.claims
  print('')
  print(
    failed.length === 0
      ? `All ${total} claims were seen to be true.`
      : `${failed.length} of ${total} claims failed.`,
  )
  return failed.length === 0 ? 0 : 1
}
