import { useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { useBook, useKnowing } from './useBook'

const MOST = 64

/** What the reader calls a contact; nobody else sees it, and search finds it. */
export const Alias = ({ userId }: { userId: string }) => {
  const { t } = useTranslation()
  const contact = useBook().data?.contacts.find((one) => one.user.id === userId)
  const { rename } = useKnowing()
  const [typed, setTyped] = useState<string | null>(null)
  if (contact === undefined) {
    return null
  }
  const alias = contact.alias ?? ''
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void rename(userId, (typed ?? '').trim()).then((done) => done && setTyped(null))
      }}
    >
      <Field
        label={t('person.alias')}
        hint={t('person.aliasHint')}
        maxLength={MOST}
        value={typed ?? alias}
        onChange={(event) => setTyped(event.target.value)}
        end={
          typed !== null &&
          typed.trim() !== alias && (
            <Button type="submit" kind="quiet" className="!h-8 !px-2.5 text-sm">
              {t('common.save')}
            </Button>
          )
        }
      />
    </form>
  )
}
