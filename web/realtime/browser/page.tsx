import { StrictMode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { configurePusherRealtime, disconnectPusherRealtime } from '../src/index.ts'
import { usePusherRealtime } from '../src/react.ts'

// The page of a stranger's app, as run.mjs drives it.
const settings = new URLSearchParams(location.search)
const channel = settings.get('channel') ?? ''

configurePusherRealtime({
  key: settings.get('key') ?? '',
  host: location.hostname,
  port: Number(settings.get('port')),
  scheme: 'http',
})

const Updates = ({ id }: { id: string }) => {
  const { data, isConnected } = usePusherRealtime<{ text: string }>({ channel, event: 'app-updated' })
  return <output id={id}>{isConnected ? (data?.text ?? 'connected') : 'connecting'}</output>
}

const mount = (id: string): (() => void) => {
  const place = document.body.appendChild(document.createElement('div'))
  const root = createRoot(place)
  flushSync(() =>
    root.render(
      <StrictMode>
        <Updates id={id} />
      </StrictMode>,
    ),
  )
  return () => {
    flushSync(() => root.unmount())
    place.remove()
  }
}

const shown = new Map<string, () => void>()

Object.assign(globalThis, {
  show: (id: string) => void shown.set(id, mount(id)),
  hide: (id: string) => shown.get(id)?.(),
  /** Two components on one channel, so many times. */
  churn: (times: number) => {
    for (let i = 0; i < times; i++) {
      const ends = [mount(`a${i}`), mount(`b${i}`)]
      ends.forEach((end) => end())
    }
  },
  disconnect: disconnectPusherRealtime,
})
