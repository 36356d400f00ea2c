import { Eye, EyeOff } from 'lucide-react'
import { type InputHTMLAttributes, useState } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { Field } from '../ui/Field'
import { IconButton } from '../ui/IconButton'

interface Props extends InputHTMLAttributes<HTMLInputElement> {
  label: string
  hint?: string | undefined
  error?: string | undefined
}

export const PasswordField = (props: Props) => {
  const { t } = useTranslation()
  const [shown, setShown] = useState(false)
  return (
    <Field
      {...props}
      type={shown ? 'text' : 'password'}
      end={
        <IconButton
          icon={shown ? EyeOff : Eye}
          size={18}
          label={t(shown ? 'auth.hidePassword' : 'auth.showPassword')}
          className="!size-9"
          onClick={() => setShown(!shown)}
        />
      }
    />
  )
}
