import { defineConfig } from 'vitest/config'

// Against a running server: PARLEY_URL says which; PARLEY_SEED, PARLEY_SEEDS and PARLEY_STEPS what happens.
export default defineConfig({ test: { include: ['test/live/**/*.live.ts'], testTimeout: 60_000 } })
