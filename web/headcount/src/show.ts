import type { Count } from './line'

interface Words {
  site: (count: number) => string
  page: (count: number) => string
  tenths: (list: string) => string
}

const EN: Words = {
  site: (count) => `${count} on this site`,
  page: (count) => `${count} reading this page`,
  tenths: (list) => `Readers by tenth of the page: ${list}`,
}

const ZH: Words = {
  site: (count) => `${count} 人在线`,
  page: (count) => `${count} 人正在阅读本页`,
  tenths: (list) => `各阅读进度（每十分之一）的人数：${list}`,
}

const STYLE = `
:host{display:inline-flex;gap:.75em;align-items:center;font:inherit;font-size:.875em}
span::before{content:"";display:inline-block;width:.5em;height:.5em;margin-inline-end:.4em;border-radius:50%;background:#1a9d5a}
`

const all = (what: string): NodeListOf<HTMLElement> => document.querySelectorAll(`[data-headcount="${what}"]`)

/**
 * Writes counts into every element that asks for them (`data-headcount` of `site`, `page` or `progress`); a page without any gets a line of
 * text behind the script.
 */
export class Show {
  readonly #words = /^zh/i.test(document.documentElement.lang || navigator.language) ? ZH : EN
  readonly #script: Element
  #badge: ShadowRoot | null = null

  constructor(script: Element) {
    this.#script = script
  }

  count(site: boolean, count: Count): void {
    const what = site ? 'site' : 'page'
    const asked = all(what)
    asked.forEach((element) => (element.textContent = String(count.sessions)))
    if (count.deciles !== undefined) {
      all('progress').forEach((element) => this.#bars(element, count.deciles ?? []))
    }
    if (document.querySelector('[data-headcount]') === null) {
      this.#line(what, this.#words[what](count.sessions))
    }
    document.dispatchEvent(new CustomEvent('parley:headcount', { detail: { ...count, of: what } }))
  }

  #line(what: string, text: string): void {
    this.#badge ??= this.#newBadge()
    let part = this.#badge.getElementById(what)
    if (part === null) {
      part = document.createElement('span')
      part.id = what
      this.#badge.append(part)
    }
    part.textContent = text
  }

  #newBadge(): ShadowRoot {
    const host = document.createElement('parley-headcount')
    const root = host.attachShadow({ mode: 'open' })
    const style = new CSSStyleSheet()
    style.replaceSync(STYLE)
    root.adoptedStyleSheets = [style]
    const inHead = this.#script.closest('head') !== null || !this.#script.isConnected
    if (inHead) {
      document.body.append(host)
    } else {
      this.#script.after(host)
    }
    return root
  }

  #bars(element: HTMLElement, deciles: number[]): void {
    while (element.children.length < deciles.length) {
      element.append(document.createElement('i'))
    }
    const most = Math.max(1, ...deciles)
    element.setAttribute('role', 'img')
    element.setAttribute('aria-label', this.#words.tenths(deciles.join(', ')))
    deciles.forEach((readers, i) => {
      const bar = element.children[i] as HTMLElement
      bar.style.setProperty('--readers', String(readers))
      bar.style.setProperty('--share', String(readers / most))
    })
  }
}
