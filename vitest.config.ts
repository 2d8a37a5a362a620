import { availableParallelism } from 'node:os'

import { defineConfig } from 'vitest/config'

// Ten times the attempts, and some of them at each other's expense.
const testTimeout = process.env['GRAPHKEEP_SOAK'] ? 30 * 60_000 : 60_000

export default defineConfig({
  test: {
    include: ['packages/*/test/**/*.test.ts', 'examples/*/*.test.ts'],
    testTimeout,
    // Vitest would leave one of two cores idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    hookTimeout: 60_000,
  },
})
