import type { Person } from '@parley/sync'
import { Ban, MessageCircle, UserMinus, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { personName } from '../lib/names'
import { Button } from '../ui/Button'
import { Confirm, type Question } from '../ui/Confirm'
import { useBlocks, useBook, useKnowing } from './useBook'
import { useMessageTo } from './useMessageTo'

/** What can be done about somebody: write, remember, shut out. */
export const PersonActions = ({ person, onDone }: { person: Person; onDone?: () => void }) => {
  const { t } = useTranslation()
  const [question, setQuestion] = useState<Question | null>(null)
  const messageTo = useMessageTo()
  const { add, remove, block, unblock } = useKnowing()
  const book = useBook().data?.contacts ?? []
  const blocks = useBlocks().data?.blocks ?? []
  const isContact = book.some((one) => one.user.id === person.id)
  const isBlocked = blocks.some((one) => one.user.id === person.id)
  const name = personName(person, t)
  const askBlock = (): void =>
    setQuestion({
      title: t('person.blockTitle', { name }),
      hint: t('person.blockHint'),
      action: t('person.block'),
      danger: true,
      run: () => block(person.id),
    })
  return (
    <div className="grid gap-2">
      {onDone && (
        <Button
          onClick={() => {
            void messageTo(person.id).then((opened) => opened && onDone())
          }}
        >
          <MessageCircle size={18} strokeWidth={1.8} aria-hidden="true" />
          {t('person.message')}
        </Button>
      )}
      <Button kind="plain" onClick={() => void (isContact ? remove(person.id) : add(person.id))}>
        {isContact ? (
          <UserMinus size={18} strokeWidth={1.8} aria-hidden="true" />
        ) : (
          <UserPlus size={18} strokeWidth={1.8} aria-hidden="true" />
        )}
        {t(isContact ? 'person.removeContact' : 'person.addContact')}
      </Button>
      <Button kind={isBlocked ? 'plain' : 'danger'} onClick={() => (isBlocked ? void unblock(person.id) : askBlock())}>
        <Ban size={18} strokeWidth={1.8} aria-hidden="true" />
        {t(isBlocked ? 'person.unblock' : 'person.block')}
      </Button>
      <Confirm question={question} onClose={() => setQuestion(null)} />
    </div>
  )
}
