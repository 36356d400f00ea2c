import { unwrap } from '@parley/sync'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Link2Off } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { attempt } from '../lib/errors'
import { useSession } from '../lib/hooks'
import { Queries } from '../lib/Queries'
import { openApi, session } from '../lib/session'
import { goNextTo } from '../shell/Root'
import { Avatar } from '../ui/Avatar'
import { Button } from '../ui/Button'
import { EmptyState } from '../ui/EmptyState'
import { Card } from './Card'

const preview = (secret: string) => unwrap(openApi.GET('/api/invites/{secret}', { params: { path: { secret } } }))

/** What somebody sees who opened a link into a group. */
export const InvitePage = () => (
  <Queries>
    <Invited />
  </Queries>
)

const Invited = () => {
  const { t } = useTranslation()
  const { token } = useParams({ from: '/invite/$token' })
  const { data, isError } = useQuery({ queryKey: ['invite', token], queryFn: () => preview(token), retry: false })
  if (isError) {
    return (
      <main className="h-full">
        <EmptyState icon={Link2Off} title={t('invite.gone')} hint={t('invite.goneHint')}>
          <Link to="/" className="font-medium text-brand">
            {t('chat.toList')}
          </Link>
        </EmptyState>
      </main>
    )
  }
  return (
    <Card title={t('invite.title')}>
      {data && (
        <div className="grid justify-items-center gap-2 text-center">
          <Avatar id={token} name={data.title} size={72} group />
          <p className="m-0 mt-2 text-lg font-semibold">
            <bdi>{data.title}</bdi>
          </p>
          <p className="m-0 mb-3 text-muted">{t('chat.members', { count: data.member_count })}</p>
          <Join token={token} />
        </div>
      )}
    </Card>
  )
}

const Join = ({ token }: { token: string }) => {
  const { t } = useTranslation()
  const state = useSession()
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  if (state.kind !== 'signed-in') {
    return (
      <>
        <p className="m-0 text-muted">{t('invite.signInFirst')}</p>
        <Link
          to="/login"
          onClick={() => goNextTo(`/invite/${token}`)}
          className="mt-2 grid h-11 w-full place-items-center rounded-box bg-brand font-medium text-brand-ink"
        >
          {t('auth.signIn')}
        </Link>
      </>
    )
  }
  const join = async (): Promise<void> => {
    setBusy(true)
    await attempt(async () => {
      const joined = await unwrap(
        session.api.POST('/api/invites/{secret}/join', { params: { path: { secret: token } } }),
      )
      await navigate({ to: '/c/$id', params: { id: joined.id } })
    })
    setBusy(false)
  }
  return (
    <>
      <Button className="h-11 w-full" disabled={busy} onClick={() => void join()}>
        {t('invite.join')}
      </Button>
      <p className="m-0 text-sm text-muted">{t('invite.joinAs', { name: state.account.display_name })}</p>
    </>
  )
}
