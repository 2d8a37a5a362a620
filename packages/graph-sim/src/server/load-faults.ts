import { readFile } from 'node:fs/promises'
import { readFaultRules } from '../faults/read-fault-rules.ts'
import type { Tenant } from '../tenant/tenant.ts'

/** Orders the faults of a JSON file, and returns a line for each; rejects with what is wrong with the file. */
export async function loadFaults(tenant: Tenant, path: string): Promise<readonly string[]> {
  const rules = readFaultRules(parse(await readFile(path, 'utf8'), path))
  for (const rule of rules) tenant.faults.add(rule)
  return rules.map(({ match, times, action }, at) => {
    const kinds = new Set([action].flat().map(({ kind }) => kind))
    return `Fault ${at + 1}: ${[...kinds].join(', ')} ${JSON.stringify({ match, times })}`
  })
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new TypeError(`${path} is not JSON`, { cause })
  }
}
