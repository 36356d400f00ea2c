import { useTranslation } from '../i18n/useTranslation'
import { Dialog } from '../ui/Dialog'

const isMac = navigator.platform.startsWith('Mac')
const COMMAND = isMac ? '⌘' : 'Ctrl'
const ALT = isMac ? '⌥' : 'Alt'

const GROUPS = [
  {
    title: 'keys.everywhere',
    keys: [
      ['keys.switcher', [[COMMAND, 'K']]],
      ['keys.search', [[COMMAND, 'Shift', 'F']]],
      [
        'keys.neighbour',
        [
          [ALT, '↑'],
          [ALT, '↓'],
        ],
      ],
      [
        'keys.unread',
        [
          [ALT, 'Shift', '↑'],
          [ALT, 'Shift', '↓'],
        ],
      ],
      ['keys.allRead', [['Shift', 'Esc']]],
      ['keys.landmark', [['F6'], ['Shift', 'F6']]],
      ['keys.help', [[COMMAND, '/']]],
    ],
  },
  {
    title: 'keys.inChat',
    keys: [
      ['keys.find', [[COMMAND, 'F']]],
      ['keys.editLast', [['↑']]],
      ['keys.newLine', [['Shift', 'Enter']]],
      ['keys.escape', [['Esc']]],
    ],
  },
  {
    title: 'keys.onMessage',
    keys: [
      ['keys.move', [['↑'], ['↓'], ['Home'], ['End']]],
      ['keys.reply', [['R']]],
      ['keys.react', [['E']]],
      ['keys.actions', [['Enter']]],
    ],
  },
] as const

/** All keys that do something. */
const KeysHelp = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation()
  return (
    <Dialog title={t('keys.title')} onClose={onClose}>
      <div className="grid gap-5">
        {GROUPS.map((group) => (
          <section key={group.title}>
            <h3 className="m-0 mb-1.5 text-sm font-semibold text-muted">{t(group.title)}</h3>
            <dl className="m-0 grid gap-1.5">
              {group.keys.map(([label, ways]) => (
                <div key={label} className="flex items-center gap-3">
                  <dt className="flex-1">{t(label)}</dt>
                  <dd className="m-0 flex flex-wrap justify-end gap-2">
                    {ways.map((way) => (
                      <span key={way.join('+')} className="flex gap-0.5">
                        {way.map((key) => (
                          <kbd
                            key={key}
                            className="min-w-6 rounded-[6px] border border-line bg-sunken px-1.5 py-0.5 text-center font-sans text-xs text-muted"
                          >
                            {key}
                          </kbd>
                        ))}
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

export default KeysHelp
