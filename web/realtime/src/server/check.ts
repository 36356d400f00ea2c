import { checkChannelName } from '../names.ts'
import { illegal } from './error.ts'

/** What servers take at most; names made here are shorter, since some take less. */
export const MOST_NAME = 200
const MOST_DATA_BYTES = 10_240

export const checkedName = (name: string, field: string): string => {
  try {
    return checkChannelName(name, MOST_NAME)
  } catch (error) {
    throw illegal(field, (error as Error).message)
  }
}

/** User ids become part of a channel's name, and of a path. */
export const checkedUser = (id: string, field: string): string => {
  checkedName(id, field)
  if (id === '.' || id === '..') {
    throw illegal(field, 'a user id, not a step in a path')
  }
  return id
}

export const checkedEvent = (event: string, field: string): string => {
  if (typeof event !== 'string' || event === '' || event.length > MOST_NAME) {
    throw illegal(field, `1 to ${MOST_NAME} characters`)
  }
  if (/^pusher(_internal)?:/.test(event)) {
    throw illegal(field, 'such names belong to the server')
  }
  return event
}

/** Data as it goes out: text as it is, everything else as JSON. */
export const textOf = (data: unknown, field: string): string => {
  if (typeof data === 'string') {
    return data
  }
  let text: string | undefined
  try {
    text = JSON.stringify(data)
  } catch (error) {
    throw illegal(field, (error as Error).message)
  }
  if (text === undefined) {
    throw illegal(field, 'text, or a value that has JSON')
  }
  return text
}

export const checkedSize = (data: string, field: string): string => {
  const bytes = Buffer.byteLength(data)
  if (bytes > MOST_DATA_BYTES) {
    throw illegal(field, `at most ${MOST_DATA_BYTES} bytes of text, there are ${bytes}`)
  }
  return data
}
