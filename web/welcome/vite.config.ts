import { defineConfig, type Plugin } from 'vitest/config'

/** The page takes its theme and language from a script: hold the first paint until it has run, so that nothing flashes. */
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
  base: '/welcome/',
  plugins: [paintOnce],
  build: {
    outDir: process.env['UI_OUT'] ?? 'dist',
    emptyOutDir: true,
    // Nothing is inlined: the content security policy allows files of this server only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
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
