import { Check, Copy, createElement, Moon, RotateCw, SendHorizontal, Sun, type IconNode } from 'lucide'

const SHAPES = {
  check: Check,
  copy: Copy,
  moon: Moon,
  retry: RotateCw,
  send: SendHorizontal,
  sun: Sun,
} as const satisfies Record<string, IconNode>

/** A picture beside words or inside a named button: screen readers pass it over. */
export function icon(name: keyof typeof SHAPES): SVGElement {
  return createElement(SHAPES[name], { class: `icon icon-${name}`, 'stroke-width': 1.8, 'aria-hidden': 'true' })
}

/** Two speech shapes, point-symmetric, that share a line. */
const LEFT = 'M16 18.500H9.800L6 21.800V10.200A3.700 3.700 0 0 1 9.700 6.500h2.600A3.700 3.700 0 0 1 16 10.200z'
const RIGHT = 'M16 13.500h6.200L26 10.200v11.600a3.700 3.700 0 0 1-3.700 3.700h-2.600A3.700 3.700 0 0 1 16 21.800z'

export function mark(): SVGElement {
  const svg = shape('svg', { viewBox: '0 0 32 32', class: 'mark', 'aria-hidden': 'true' })
  svg.append(shape('path', { d: LEFT }), shape('path', { d: RIGHT }))
  return svg
}

function shape(tag: 'svg' | 'path', attributes: Record<string, string>): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag)
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value)
  }
  return element
}
