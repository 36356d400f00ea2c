import { type Highlight, partsOf } from './highlights'

/** A text with what was found in it marked. */
export const Highlighted = ({ text, highlights }: { text: string; highlights: readonly Highlight[] }) =>
  partsOf(text, highlights).map((part, i) =>
    part.marked ? (
      <mark key={i} className="rounded-[3px] bg-found text-found-text">
        {part.text}
      </mark>
    ) : (
      part.text
    ),
  )
