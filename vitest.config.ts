import { defineConfig } from 'vitest/config'

// Ten times the attempts, and some of them at each other's expense.
const testTimeout = process.env['GRAPHKEEP_SOAK'] ? 30 * 60_000 : 60_000

export default defineConfig({
  test: {
    include: ['packages/*/test/**/*.test.ts', 'examples/*/*.test.ts'],
    testTimeout,
    hookTimeout: 60_000,
  },
})
