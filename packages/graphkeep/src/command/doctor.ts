import { graphGlobal } from '@graphkeep/graph-tools/client'

import { examine } from '../doctor/examine.ts'
import { commandOptions } from './command-options.ts'
import { connectFrom } from './connect-from.ts'
import { selectionFrom } from './selection-from.ts'

const marks = { ok: '✓', note: '·', bad: '✗' } as const

/** `graphkeep doctor`. The status is 1 when something keeps Graphkeep from working. */
export async function run(args: readonly string[]): Promise<number> {
  const options = commandOptions(args)
  const { folder, keyFile, graph = graphGlobal } = options
  const { plan } = selectionFrom(options)
  const connect = await connectFrom(options)
  let status = 0
  const findings = examine({
    graph,
    permissions: plan.permissions,
    ...(folder !== undefined && { folder }),
    ...(keyFile !== undefined && { keyFile }),
    ...(connect && { connect }),
  })
  for await (const { subject, verdict, detail } of findings) {
    console.log(`${marks[verdict]} ${subject.padEnd(12)}${detail}`)
    if (verdict === 'bad') status = 1
  }
  return status
}
