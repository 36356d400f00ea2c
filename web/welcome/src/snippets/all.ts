import { browser, echo } from './browser'
import { java, node } from './server'
import { curl } from './shell'
import type { SnippetMaker } from './snippet'

/** In the order of the tabs. */
export const SNIPPETS: readonly SnippetMaker[] = [browser, echo, node, java, curl]
