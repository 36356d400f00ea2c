/** What sizes of an image there are beside itself: at most that wide, or a square cut from the middle. */
export type Variant = 'w320' | 'w960' | 'square96'

/** Where a file stands. Signed by the session's cookie, so that a plain `<img>` works. */
export const addressOf = (id: string, variant?: Variant): string =>
  variant === undefined ? `/media/${id}` : `/media/${id}/${variant}`

/** The same as an attachment, whatever it is. */
export const downloadOf = (id: string): string => `/media/${id}?download`
