import { hueOf, initialsOf } from '../lib/look'

interface Props {
  id: string
  name: string
  size: number
  /** Groups are rounded squares, people are round. */
  group?: boolean
  online?: boolean
}

/** The picture of somebody or of a group. The name stands beside it, so readers of screens skip it. */
export const Avatar = ({ id, name, size, group = false, online = false }: Props) => (
  <span
    aria-hidden="true"
    className={`hue hue-${hueOf(id)} relative grid shrink-0 select-none place-items-center font-semibold text-[white]`}
    style={{ width: size, height: size, borderRadius: group ? size * 0.32 : '50%', fontSize: size * 0.37 }}
  >
    {initialsOf(name)}
    {online && (
      <span
        data-online
        className="absolute rounded-full bg-ok ring-[2.5px] ring-panel"
        style={{ width: size * 0.22, height: size * 0.22, right: size * 0.01, bottom: size * 0.01 }}
      />
    )}
  </span>
)
