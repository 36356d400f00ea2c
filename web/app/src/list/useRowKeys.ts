import type { KeyboardEvent } from 'react'

/** Arrow keys move the focus from row to row. */
export const useRowKeys =
  () =>
  (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') {
      return
    }
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')].sort(
      (a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top,
    )
    const at = rows.findIndex((one) => one === document.activeElement)
    const next = rows[at + (event.key === 'ArrowDown' ? 1 : -1)]
    if (at >= 0 && next !== undefined) {
      event.preventDefault()
      next.focus()
    }
  }
