const NAMES = ['__Host-parley_csrf', 'parley_csrf']

/** The value to send back in the CSRF header; null if no session's cookie is here. */
export const csrfToken = (cookies: string): string | null => {
  for (const name of NAMES) {
    const found = cookies.split('; ').find((one) => one.startsWith(`${name}=`))
    if (found !== undefined && found.length > name.length + 1) {
      return found.slice(name.length + 1)
    }
  }
  return null
}
