import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { measureInvalidation } from './sqlite-store/invalidation.ts'
import { measureLimit } from './sqlite-store/limit.ts'
import { measureOpening } from './sqlite-store/opening.ts'
import { measureValues } from './sqlite-store/values.ts'

const parts = [measureValues, measureInvalidation, measureOpening, measureLimit]

/**
 * Measures the encrypted store by itself, without cache and codec.
 *
 * `GRAPHKEEP_BENCH_SECONDS` says how long the load at the limit goes on, 20 by default.
 */
export async function measureSqliteStore(print: (line: string) => void): Promise<void> {
  for (const part of parts) {
    const folder = mkdtempSync(join(tmpdir(), 'graphkeep-bench-'))
    try {
      await part(print, folder)
      print('')
    } finally {
      rmSync(folder, { recursive: true })
    }
  }
}
