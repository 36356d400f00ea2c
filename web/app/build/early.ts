import type { Plugin } from 'vite'

/** Puts the script that runs first at the top of the page. */
export const early: Plugin = {
  name: 'parley:early',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle }) => {
      const chunk = Object.values(bundle ?? {})
        .filter((one) => one.type === 'chunk')
        .find((one) => one.isEntry && one.name === 'early')
      if (chunk === undefined || chunk.imports.length > 0) {
        throw new Error('there is no script that runs first and needs no other')
      }
      // the page's own script imports it, so there may be a tag for it, which would have it wait for the styles
      const tag = new RegExp(`\\s*<script[^>]* src="/${chunk.fileName}"></script>`)
      const attrs = { type: 'module', async: true, src: `/${chunk.fileName}` }
      return { html: html.replace(tag, ''), tags: [{ tag: 'script', attrs, injectTo: 'head-prepend' }] }
    },
  },
}
