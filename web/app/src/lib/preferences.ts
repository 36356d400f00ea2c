const ENTER_KEY = 'parley:enter-sends'

/** Whether the Enter key sends; kept on this device. */
export const enterSends = (): boolean => localStorage.getItem(ENTER_KEY) !== 'no'

export const setEnterSends = (on: boolean): void => localStorage.setItem(ENTER_KEY, on ? 'yes' : 'no')
