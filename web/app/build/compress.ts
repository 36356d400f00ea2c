import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

const WORTH_IT = /\.(?:js|css|html|svg|json|webmanifest)$/
const LEAST_BYTES = 1_024

/** Puts a brotli and a gzip form beside each file, so that the server need not compress. */
export const compress = (): Plugin => {
  let folder = ''
  return {
    name: 'parley:compress',
    apply: 'build',
    configResolved: (config) => {
      folder = config.build.outDir
    },
    writeBundle: () => {
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (!WORTH_IT.test(name)) {
          continue
        }
        const path = join(folder, name)
        const content = readFileSync(path)
        if (content.length >= LEAST_BYTES) {
          writeFileSync(`${path}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
          writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }))
        }
      }
    },
  }
}
