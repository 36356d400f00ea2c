import type { Plugin } from 'vite'

/** Puts the script that runs first before the page's own, in the page. */
export const early: Plugin = {
  name: 'parley:early',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (_, { bundle }) => {
      const chunk = Object.values(bundle ?? {}).find(
        (one) => one.type === 'chunk' && one.isEntry && one.name === 'early',
      )
      if (chunk === undefined) {
        throw new Error('there is no script that runs first')
      }
      return [{ tag: 'script', attrs: { type: 'module', src: `/${chunk.fileName}` }, injectTo: 'head-prepend' }]
    },
  },
}
