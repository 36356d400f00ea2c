import { PLACEHOLDER, type CodeLanguage } from './snippet'

export type TokenKind = 'plain' | 'comment' | 'string' | 'keyword' | 'number' | 'placeholder'

export interface Token {
  readonly kind: TokenKind
  readonly text: string
}

const STRING = `'(?:[^'\\\\\\n]|\\\\.)*'|"(?:[^"\\\\\\n]|\\\\.)*"`

/** What each language colours: just enough for the snippets of this page. */
const RULES: Readonly<Record<CodeLanguage, readonly (readonly [TokenKind, string])[]>> = {
  js: [
    ['comment', '//[^\\n]*'],
    ['string', STRING],
    ['keyword', '\\b(?:import|from|const|new|await|true|false)\\b'],
    ['number', '\\b\\d+\\b'],
  ],
  java: [
    ['comment', '//[^\\n]*'],
    ['string', STRING],
    ['keyword', '\\b(?:import|var|void|new|true|false)\\b'],
    ['number', '\\b\\d+\\b'],
  ],
  sh: [
    ['comment', '(?<![^\\s])#[^\\n]*'],
    ['string', `'[^']*'|"(?:[^"\\\\]|\\\\.)*"`],
    ['keyword', '\\b(?:curl|openssl|printf|awk|npm|date)\\b|\\./parley'],
  ],
  xml: [['keyword', '</?[A-Za-z][\\w.-]*>?']],
  env: [
    ['comment', '#[^\\n]*'],
    ['keyword', '^[A-Z_]+(?==)'],
  ],
}

/** Cuts code into coloured pieces; joined again they are the code itself. */
export function highlight(code: string, language: CodeLanguage): readonly Token[] {
  const rules = RULES[language]
  const pattern = new RegExp(rules.map(([, source]) => `(${source})`).join('|'), 'gm')
  const tokens: Token[] = []
  let at = 0
  for (const match of code.matchAll(pattern)) {
    const group = match.slice(1).findIndex((part) => part !== undefined)
    push(tokens, 'plain', code.slice(at, match.index))
    push(tokens, rules[group]?.[0] ?? 'plain', match[0])
    at = match.index + match[0].length
  }
  push(tokens, 'plain', code.slice(at))
  return tokens
}

/** Adds a piece, with the secret's placeholder lifted out of it. */
function push(tokens: Token[], kind: TokenKind, text: string): void {
  text.split(PLACEHOLDER).forEach((part, index) => {
    if (index > 0) {
      tokens.push({ kind: 'placeholder', text: PLACEHOLDER })
    }
    if (part !== '') {
      tokens.push({ kind, text: part })
    }
  })
}
