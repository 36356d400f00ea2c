const ENTER_KEY = 'parley:enter-sends'

/** Whether the Enter key sends; kept on this device. */
export const enterSends = (): boolean => localStorage.getItem(ENTER_KEY) !== 'no'

const TEXT_KEY = 'parley:text-size'

export const TEXT_SIZES = ['small', 'usual', 'large'] as const
export type TextSize = (typeof TEXT_SIZES)[number]

/** How large messages are written; kept on this device. */
export const textSize = (): TextSize => TEXT_SIZES.find((one) => one === localStorage.getItem(TEXT_KEY)) ?? 'usual'

export const startTextSize = (): void => {
  document.documentElement.dataset['text'] = textSize()
}

export const setTextSize = (size: TextSize): void => {
  localStorage.setItem(TEXT_KEY, size)
  startTextSize()
}

const SOUND_KEY = 'parley:sound'

/** Whether a notification of an open page makes a sound; kept on this device. */
export const sounds = (): boolean => localStorage.getItem(SOUND_KEY) === 'yes'

export const setSounds = (on: boolean): void => localStorage.setItem(SOUND_KEY, on ? 'yes' : 'no')

export const setEnterSends = (on: boolean): void => localStorage.setItem(ENTER_KEY, on ? 'yes' : 'no')
