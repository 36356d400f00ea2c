import { brotliCompressSync } from 'node:zlib'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { compress } from '../app/build/compress.ts'
import { built } from '../build/pages.ts'

const MOST_BYTES = 5_000

/** The script is put into other people's pages: it has to stay small. */
const budget: Plugin = {
  name: 'parley:budget',
  generateBundle(_, bundle) {
    for (const one of Object.values(bundle)) {
      if (one.type === 'chunk' && brotliCompressSync(one.code).length > MOST_BYTES) {
        this.error(
          `${one.fileName} takes ${brotliCompressSync(one.code).length} bytes compressed; ${MOST_BYTES} are allowed`,
        )
      }
    }
  },
}

export default defineConfig({
  plugins: [budget, compress()],
  build: {
    ...built(process.env['HEADCOUNT_OUT']),
    target: ['chrome109', 'edge109', 'firefox102', 'safari16.4'],
    lib: { entry: 'src/headcount.ts', formats: ['iife'], name: 'parleyHeadcount', fileName: () => 'headcount.js' },
  },
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'happy-dom',
  },
})
