import { downloadOf } from './address'

/** Saves a file of the server on this device. */
export const download = ({ id, name }: { id: string; name: string }): void => {
  const link = document.createElement('a')
  link.href = downloadOf(id)
  link.download = name
  link.click()
}
