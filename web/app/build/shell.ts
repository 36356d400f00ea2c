import { createHash } from 'node:crypto'
import type { Plugin } from 'vite'

const PLACE = 'PARLEY_SHELL'
export const SERVICE_WORKER = 'sw.js'

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')

/** Tells the service worker which files the app is made of. */
export const shell = (): Plugin => ({
  name: 'parley:shell',
  apply: 'build',
  generateBundle: {
    order: 'post',
    handler: (_, bundle) => {
      const worker = bundle[SERVICE_WORKER]
      const page = bundle['index.html']
      if (worker?.type !== 'chunk' || page?.type !== 'asset' || worker.imports.length > 0) {
        throw new Error('the service worker is not a file of its own')
      }
      const files = Object.keys(bundle)
        .filter((name) => name.startsWith('assets/'))
        .sort()
        .map((name) => `/${name}`)
      const html = sha256(page.source)
      const version = sha256([html, ...files].join('\n')).slice(0, 16)
      const code = worker.code.replaceAll(PLACE, () => JSON.stringify({ version, page: html, files }))
      if (code === worker.code) {
        throw new Error('the service worker has no place for the list of files')
      }
      worker.code = code
    },
  },
})
