import type { ReactNode } from 'react'
import { addressOf } from './address'

/** The picture behind somebody's profile, with their face before it; the face alone where there is none. */
export const Banner = ({ background, children }: { background: string | null | undefined; children: ReactNode }) =>
  background ? (
    <div className="grid w-full justify-items-center">
      <img
        src={addressOf(background, 'w960')}
        alt=""
        className="block aspect-[8/3] w-full rounded-box bg-sunken object-cover"
      />
      <div className="-mt-10 rounded-full ring-4 ring-panel">{children}</div>
    </div>
  ) : (
    children
  )
