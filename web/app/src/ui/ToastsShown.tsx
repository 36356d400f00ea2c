import { useEffect } from 'react'
import { toast, Toaster } from 'sonner'
import 'sonner/dist/styles.css'
import { type Said, showToastsBy } from '../lib/toast'

const show = (said: Said): void => {
  if (said.kind === 'offer') {
    toast(said.text, {
      id: said.text,
      duration: Number.POSITIVE_INFINITY,
      action: { label: said.label, onClick: said.run },
    })
  } else {
    toast[said.kind](said.text)
  }
}

/** Short words about what happened; read out too. */
const ToastsShown = () => {
  useEffect(() => showToastsBy(show), [])
  return <Toaster position="bottom-center" offset={88} mobileOffset={88} duration={4_000} />
}

export default ToastsShown
