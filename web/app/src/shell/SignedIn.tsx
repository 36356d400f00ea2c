import type { Account, SharedMessenger } from '@parley/sync'
import { useEffect, useLayoutEffect, useState } from 'react'
import { MessengerContext, useSession } from '../lib/hooks'
import { startMessenger } from '../lib/messenger'
import { Shell } from './Shell'

/** Holds the messenger of whoever is signed in, as long as that lasts. */
export const SignedIn = () => {
  const session = useSession()
  return session.kind === 'signed-in' ? <Running key={session.account.id} account={session.account} /> : null
}

const Running = ({ account }: { account: Account }) => {
  const [messenger, setMessenger] = useState<SharedMessenger | null>(null)
  // one messenger for an account, whatever changes of its profile; there is nothing to show without it
  useLayoutEffect(() => {
    const running = startMessenger(account)
    setMessenger(running.messenger)
    return running.stop
  }, [account.id])
  useEffect(() => messenger?.changedMe(account), [messenger, account])
  return (
    messenger && (
      <MessengerContext value={messenger}>
        <Shell />
      </MessengerContext>
    )
  )
}
