import { personOf, type State } from '@parley/sync'
import { useContext, useState, useSyncExternalStore } from 'react'
import { MessengerContext } from '../lib/hooks'
import { hueOf, initialsOf } from '../lib/look'
import { addressOf } from '../media/address'

interface Props {
  id: string
  name: string
  size: number
  /** Groups are rounded squares, people are round. */
  group?: boolean
  online?: boolean
  /** A file, where the messenger does not know it; null for none. */
  picture?: string | null
}

/** The largest at which the small square is sharp on every screen, in CSS pixels. */
const SMALL = 48

const nothing = (): (() => void) => () => undefined

const pictureOf = (state: State, id: string, group: boolean): string | null =>
  (group ? state.conversations.get(id)?.avatar_id : personOf(state, id)?.avatar_id) ?? null

/** The picture of somebody or of a group. The name stands beside it, so readers of screens skip it. */
export const Avatar = ({ id, name, size, group = false, online = false, picture = null }: Props) => {
  const messenger = useContext(MessengerContext)
  const held = useSyncExternalStore(messenger?.subscribe ?? nothing, () =>
    messenger === null ? null : pictureOf(messenger.snapshot(), id, group),
  )
  const file = held ?? picture
  return (
    <span
      aria-hidden="true"
      className={`hue hue-${hueOf(id)} relative grid shrink-0 select-none place-items-center font-semibold text-[white]`}
      style={{ width: size, height: size, borderRadius: group ? size * 0.32 : '50%', fontSize: size * 0.37 }}
    >
      {initialsOf(name)}
      {file !== null && <Face key={file} file={file} small={size <= SMALL} />}
      {online && (
        <span
          data-online
          className="absolute rounded-full bg-ok ring-[2.5px] ring-panel"
          style={{ width: size * 0.22, height: size * 0.22, right: size * 0.01, bottom: size * 0.01 }}
        />
      )}
    </span>
  )
}

/** Over the initials, which show until it is there, and where it cannot be had. */
const Face = ({ file, small }: { file: string; small: boolean }) => {
  const [failed, setFailed] = useState(false)
  return (
    !failed && (
      <img
        src={addressOf(file, small ? 'square96' : 'w320')}
        alt=""
        draggable={false}
        decoding="async"
        onError={() => setFailed(true)}
        className="absolute inset-0 size-full rounded-[inherit] object-cover"
      />
    )
  )
}
