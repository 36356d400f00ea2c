/** Whether something lies above the page that takes the keys: a dialog, a menu. */
export const isLayerOpen = (): boolean => document.querySelector('[role=dialog], [role=menu]') !== null

/** Whether letters go into a field. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement ||
  (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type))

const LANDMARKS = '[data-landmark]'
/** Where the focus goes in a landmark that cannot have it itself. */
const PREFERRED = ['textarea', '[aria-current=page]', '[data-row]', 'a, button, input, [tabindex="0"]']

/** Puts the focus into the next landmark, or into the one before. */
export const focusLandmark = (step: 1 | -1): void => {
  const all = [...document.querySelectorAll<HTMLElement>(LANDMARKS)].filter((one) => one.getClientRects().length > 0)
  const at = all.findIndex((one) => one.contains(document.activeElement))
  const next = all[(at + step + all.length) % all.length] ?? all[0]
  if (next === undefined) {
    return
  }
  const inside = PREFERRED.map((one) => next.querySelector<HTMLElement>(one)).find((one) => one !== null)
  const focused = next.tabIndex >= 0 ? next : (inside ?? next)
  focused.focus()
}
