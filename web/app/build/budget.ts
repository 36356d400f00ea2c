import { brotliCompressSync } from 'node:zlib'
import type { OutputBundle, OutputChunk } from 'rolldown'
import type { Plugin } from 'vite'

interface Moment {
  name: string
  /** Modules that are asked for until then, beside the page's own script. */
  modules: readonly string[]
  mostKib: number
}

/** How much script may be loaded until something works, compressed as browsers get it. */
const MOMENTS: readonly Moment[] = [
  {
    name: 'the list can be used',
    modules: ['src/shell/SignedIn.tsx', 'src/shell/Home.tsx', 'src/i18n/en.ts'],
    mostKib: 140,
  },
  { name: 'somebody can sign in', modules: ['src/auth/pages.tsx', 'src/i18n/en.ts'], mostKib: 140 },
  {
    name: 'a conversation can be used',
    modules: ['src/shell/SignedIn.tsx', 'src/chat/ConversationPage.tsx', 'src/i18n/en.ts'],
    mostKib: 165,
  },
]

/** The engine is loaded beside the page, and on a first visit behind it. */
const WORKER = /^assets\/worker-.*\.js$/
const WORKER_MOST_KIB = 60

const chunksOf = (bundle: OutputBundle): OutputChunk[] =>
  Object.values(bundle).filter((one): one is OutputChunk => one.type === 'chunk')

/** A script and all that it cannot run without. */
const withImports = (bundle: OutputBundle, chunk: OutputChunk, into: Set<OutputChunk>): void => {
  if (into.has(chunk)) {
    return
  }
  into.add(chunk)
  for (const name of chunk.imports) {
    const next = bundle[name]
    if (next?.type === 'chunk') {
      withImports(bundle, next, into)
    }
  }
}

const loadedFor = (bundle: OutputBundle, moment: Moment): Set<OutputChunk> => {
  const chunks = chunksOf(bundle)
  const loaded = new Set<OutputChunk>()
  chunks.filter((one) => one.isEntry && one.name === 'index').forEach((one) => withImports(bundle, one, loaded))
  for (const module of moment.modules) {
    const home = chunks.find((one) => one.moduleIds.some((id) => id.endsWith(`/${module}`)))
    if (home === undefined) {
      throw new Error(`the budget names ${module}, which is not built`)
    }
    withImports(bundle, home, loaded)
  }
  return loaded
}

/** Fails a build that makes people load more script than was agreed. */
export const budget: Plugin = {
  name: 'parley:budget',
  apply: 'build',
  writeBundle: (_, bundle) => {
    const sizes = new Map(chunksOf(bundle).map((one) => [one, brotliCompressSync(one.code).length]))
    const over: string[] = []
    for (const moment of MOMENTS) {
      const loaded = [...loadedFor(bundle, moment)]
      const kib = loaded.reduce((sum, one) => sum + (sizes.get(one) ?? 0), 0) / 1024
      const told = `${kib.toFixed(1)} KiB of script until ${moment.name}, at most ${moment.mostKib}`
      console.log(told)
      if (kib > moment.mostKib) {
        over.push(told, ...loaded.map((one) => `  ${one.fileName} ${((sizes.get(one) ?? 0) / 1024).toFixed(1)}`))
      }
    }
    for (const one of Object.values(bundle)) {
      if (one.type === 'asset' && WORKER.test(one.fileName)) {
        const kib = brotliCompressSync(one.source).length / 1024
        const told = `${kib.toFixed(1)} KiB of script in the engine's worker, at most ${WORKER_MOST_KIB}`
        console.log(told)
        if (kib > WORKER_MOST_KIB) {
          over.push(told)
        }
      }
    }
    if (over.length > 0) {
      throw new Error(over.join('\n'))
    }
  },
}
