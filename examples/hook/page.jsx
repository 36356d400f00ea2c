import { configurePusherRealtime, createPrivateChannelName } from '@parley/realtime'
import { usePusherConnectionState, usePusherRealtime } from '@parley/realtime/react'
import { createRoot } from 'react-dom/client'
import settings from '/settings.js'

configurePusherRealtime({
  key: settings.key,
  authEndpoint: `/pusher/auth${location.search}`,
  options: settings.options,
})

const user = new URLSearchParams(location.search).get('user')

const Notices = ({ of }) => {
  const { data, isConnected, error, resubscribe } = usePusherRealtime({
    channel: createPrivateChannelName(of),
    event: 'user-notification',
  })
  if (error) {
    return <button onClick={resubscribe}>Not allowed; try again</button>
  }
  return <output>{data?.message ?? (isConnected ? 'Nothing new' : 'Connecting')}</output>
}

const send = () => fetch(`/notify${location.search}`, { method: 'POST', body: '{"message":"Your library is new"}' })

const Page = () => (
  <>
    <p>{usePusherConnectionState()}</p>
    <p id="own">
      <Notices of={user} />
    </p>
    <p id="other">
      <Notices of="somebody-else" />
    </p>
    <button id="send" onClick={send}>
      Notify me
    </button>
  </>
)

createRoot(document.querySelector('main')).render(<Page />)
