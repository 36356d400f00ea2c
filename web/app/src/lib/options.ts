import { apiOf, unwrap } from '@parley/sync'
import { useEffect, useState } from 'react'
import { askedEarly, OPTIONS } from './early-options'

const api = apiOf(location.origin, (request) => askedEarly() ?? fetch(request))

const ask = () => unwrap(api.GET(OPTIONS))

export type Options = Awaited<ReturnType<typeof ask>>

let asked: Promise<Options> | null = null

/** Which ways in the server offers; null until it has said so. */
export const useOptions = (): Options | null => {
  const [options, setOptions] = useState<Options | null>(null)
  useEffect(() => {
    let gone = false
    asked ??= ask()
    asked.then(
      (told) => gone || setOptions(told),
      () => {
        asked = null // asked again by the next page
      },
    )
    return () => {
      gone = true
    }
  }, [])
  return options
}
