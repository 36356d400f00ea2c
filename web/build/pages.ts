import { resolve } from 'node:path'
import type { BuildOptions, Plugin } from 'vite'

const SCRIPT = '<script type="module"'

/** Theme and language come from a script: hold the first paint until it has run, so that nothing flashes. */
export const paintOnce: Plugin = {
  name: 'parley:paint-once',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => {
      const [before, after] = [html.slice(0, html.lastIndexOf(SCRIPT)), html.slice(html.lastIndexOf(SCRIPT))]
      return before + after.replace(SCRIPT, `${SCRIPT} blocking="render"`)
    },
  },
}

/** The running server to which a development server passes requests on. */
export const parley = process.env['PARLEY_URL'] ?? 'http://127.0.0.1:8080'

/** How a page is built, into a folder (`dist` if absent) that is emptied first. */
export const built = (folder: string | undefined): BuildOptions => ({
  outDir: resolve(folder ?? 'dist'),
  emptyOutDir: true,
  // Nothing is inlined: the content security policy allows files of this server only.
  assetsInlineLimit: 0,
  modulePreload: { polyfill: false },
})
