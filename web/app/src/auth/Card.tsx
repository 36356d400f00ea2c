import type { ReactNode } from 'react'
import { useTranslation } from '../i18n/useTranslation'
import { language, setLanguage } from '../i18n'
import { Logo } from '../ui/Logo'

/** The frame of all pages before signing in. */
export const Card = ({ title, children }: { title: string; children: ReactNode }) => {
  const { t } = useTranslation()
  const other = language() === 'en' ? 'zh-CN' : 'en'
  return (
    <main className="grid h-full overflow-y-auto bg-bg p-4 md:place-items-center">
      <div className="mx-auto w-full max-w-[400px] animate-fade pb-8 pt-[6dvh] md:pt-8">
        <div className="mb-7 grid justify-items-center gap-4 text-center">
          <Logo size={52} />
          <div className="grid gap-1">
            <h1 className="m-0 text-xl font-bold tracking-tight">{title}</h1>
            <p className="m-0 text-muted">{t('auth.tagline')}</p>
          </div>
        </div>
        <div className="rounded-card border border-line bg-panel p-6 shadow-card max-sm:p-5">{children}</div>
        <p className="mt-5 text-center text-sm">
          <button
            type="button"
            lang={other}
            className="rounded-chip px-2 py-1 text-muted hover:text-text"
            onClick={() => setLanguage(other)}
          >
            {other === 'en' ? 'English' : '简体中文'}
          </button>
        </p>
      </div>
    </main>
  )
}
