import { memo, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isLargeEmoji } from '../lib/look'
import { tokensOf } from './tokens'

const FOLD_CHARS = 1_600
const FOLD_LINES = 24

const isLong = (text: string): boolean =>
  text.length > FOLD_CHARS || text.split('\n', FOLD_LINES + 1).length > FOLD_LINES

/** The text of a message: links, code, large emoji; very long ones are folded. */
export const Words = memo(function Words({ text }: { text: string }) {
  const { t } = useTranslation()
  const long = useMemo(() => isLong(text), [text])
  const [open, setOpen] = useState(false)
  const tokens = useMemo(() => tokensOf(text), [text])
  const size = isLargeEmoji(text) ? 'text-[38px] leading-tight' : ''
  return (
    <>
      <span dir="auto" className={`prose-message ${size} ${long && !open ? 'line-clamp-[12]' : ''}`}>
        {tokens.map((token, i) => {
          switch (token.type) {
            case 'link':
              return (
                <a
                  key={i}
                  href={token.href}
                  target="_blank"
                  rel="noopener noreferrer nofollow"
                  className="text-current underline decoration-brand decoration-1 underline-offset-2"
                >
                  {token.text}
                </a>
              )
            case 'code':
              return (
                <code key={i} className="rounded-[5px] bg-text/8 px-1 py-0.5 font-mono text-[0.92em]">
                  {token.text}
                </code>
              )
            case 'block':
              return (
                <code
                  key={i}
                  className="my-1 block overflow-x-auto whitespace-pre rounded-chip bg-text/8 px-3 py-2 font-mono text-sm"
                >
                  {token.text}
                </code>
              )
            default:
              return token.text
          }
        })}
      </span>
      {long && (
        <button type="button" className="mt-1 block text-sm font-medium text-brand" onClick={() => setOpen(!open)}>
          {t(open ? 'common.showLess' : 'common.showMore')}
        </button>
      )}
    </>
  )
})
