/** Two speech shapes that share a line. */
export const Logo = ({ size = 40 }: { size?: number }) => (
  <span
    className="grid shrink-0 place-items-center bg-brand text-brand-ink"
    style={{ width: size, height: size, borderRadius: size * 0.32 }}
    aria-hidden="true"
  >
    <svg
      viewBox="0 0 32 32"
      width={size * 0.72}
      height={size * 0.72}
      fill="none"
      stroke="currentColor"
      strokeWidth="2.4"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d="M16 18.5H9.8L6 21.8V10.2A3.7 3.7 0 0 1 9.7 6.5h2.6A3.7 3.7 0 0 1 16 10.2z" />
      <path d="M16 13.5h6.2L26 10.2v11.6a3.7 3.7 0 0 1-3.7 3.7h-2.6A3.7 3.7 0 0 1 16 21.8z" />
    </svg>
  </span>
)
