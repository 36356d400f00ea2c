import { Toaster } from 'sonner'
import 'sonner/dist/styles.css'

/** Short words about what happened; read out too. */
export const Toasts = () => <Toaster position="bottom-center" offset={88} mobileOffset={88} duration={4_000} />
