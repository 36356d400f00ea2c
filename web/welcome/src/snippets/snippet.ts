import type { Endpoint } from '../app/endpoint'
import type { Dictionary } from '../words/dictionary'

/** What a snippet is filled in with. */
export interface Target extends Endpoint {
  readonly appId: string
  readonly key: string
  readonly cluster: string
  readonly channel: string
  readonly event: string
}

export type CodeLanguage = 'js' | 'java' | 'sh' | 'xml' | 'env'

export interface Block {
  readonly caption: string
  readonly language: CodeLanguage
  readonly code: string
}

/** One tab: code to paste, and what else must be known. */
export interface Snippet {
  readonly id: string
  readonly label: string
  readonly blocks: readonly Block[]
  readonly notes: readonly string[]
  /** Whether it holds the placeholder of the secret. */
  readonly secret: boolean
}

export type SnippetMaker = (target: Target, words: Dictionary) => Snippet

/** Stands where the reader has to put the secret. */
export const PLACEHOLDER = 'YOUR_SECRET'

/** The note for SDKs that cannot reach a server behind a path prefix; none where there is no prefix. */
export function prefixNote(target: Target, words: Dictionary, sdk: string): readonly string[] {
  return target.pathPrefix === '' ? [] : [words.snippets.noPathOption(sdk, target.pathPrefix)]
}
