import { defineConfig } from 'vitest/config'
import { built, paintOnce, parley } from '../build/pages.ts'

export default defineConfig({
  base: '/welcome/',
  plugins: [paintOnce],
  build: {
    ...built(process.env['UI_OUT']),
    target: ['chrome123', 'edge123', 'firefox121', 'safari17.5'],
  },
  server: {
    proxy: {
      '/quickstart': parley,
      '/apps': parley,
      '/app/': { target: parley, ws: true },
    },
  },
  test: {
    include: ['test/**/*.test.ts'],
  },
})
