import { encode } from 'uqr'

/** Light modules around the code, as the standard wants them. */
const QUIET_MODULES = 4

/** All dark modules as one path: a rectangle for each run in a line. */
const pathOf = (lines: readonly (readonly boolean[])[]): string =>
  lines
    .flatMap((line, y) =>
      line.map((isDark, x) => {
        if (!isDark || line[x - 1]) {
          return ''
        }
        const end = line.indexOf(false, x)
        return `M${x} ${y}h${(end < 0 ? line.length : end) - x}v1H${x}z`
      }),
    )
    .join('')

/** A text for the camera of another device. */
const QrCode = ({ text, label }: { text: string; label: string }) => {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_MODULES })
  return (
    <svg
      data-qr
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-48 rounded-box bg-code-paper forced-color-adjust-none"
    >
      <path d={pathOf(data)} className="fill-code-ink" />
    </svg>
  )
}

export default QrCode
