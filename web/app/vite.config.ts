import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { resolve } from 'node:path'
import { defineConfig } from 'vite'
import type { Plugin } from 'vite'
import { compress } from './build/compress.ts'
import { noInjectedStyles } from './build/no-injected-styles.ts'

/** Theme and language come from a script: hold the first paint until it has run, so that nothing flashes. */
const paintOnce: Plugin = {
  name: 'parley:paint-once',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => html.replace('<script type="module"', '<script type="module" blocking="render"'),
  },
}

const parley = process.env['PARLEY_URL'] ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [react(), tailwindcss(), noInjectedStyles, paintOnce, compress()],
  build: {
    outDir: resolve(process.env['APP_OUT'] ?? 'dist'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: ['chrome123', 'edge123', 'firefox121', 'safari17.5'],
  },
  server: {
    proxy: {
      // the server compares Host and Origin
      '/api': { target: parley, changeOrigin: false },
      '/app/': { target: parley, ws: true },
    },
  },
})
