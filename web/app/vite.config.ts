import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { resolve } from 'node:path'
import { defineConfig } from 'vite'
import type { Plugin } from 'vite'
import { compress } from './build/compress.ts'
import { noInjectedStyles } from './build/no-injected-styles.ts'
import { SERVICE_WORKER, shell } from './build/shell.ts'

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
  plugins: [react(), tailwindcss(), noInjectedStyles, paintOnce, shell(), compress()],
  build: {
    outDir: resolve(process.env['APP_OUT'] ?? 'dist'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: 'index.html', sw: 'src/offline/service-worker.ts' },
      output: {
        // browsers look for a new version under the same name
        entryFileNames: ({ name }) => (name === 'sw' ? SERVICE_WORKER : 'assets/[name]-[hash].js'),
      },
    },
    target: ['chrome123', 'edge123', 'firefox126', 'safari17.5'],
  },
  worker: { format: 'es' },
  server: {
    proxy: {
      // the server compares Host and Origin
      '/api': { target: parley, changeOrigin: false },
      '/app/': { target: parley, ws: true },
    },
  },
})
