import type { Plugin } from 'vite'

const INJECTION = /^__insertCSS\(".*"\);$/m

/**
 * The toasts' library writes its rules into the page from a script, which the content security policy forbids. Its
 * style sheet is imported instead, so the writing is taken out.
 */
export const noInjectedStyles: Plugin = {
  name: 'parley:no-injected-styles',
  apply: 'build',
  transform: (code, id) => {
    if (!id.includes('/sonner/dist/index.mjs')) {
      return null
    }
    if (!INJECTION.test(code)) {
      throw new Error('sonner injects its styles in another way than before')
    }
    return { code: code.replace(INJECTION, ''), map: null }
  },
}
