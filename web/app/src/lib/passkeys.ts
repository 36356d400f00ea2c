/** Whether this browser can make and use passkeys, and say so in JSON. */
export const knowsPasskeys = (): boolean =>
  typeof PublicKeyCredential === 'function' && 'parseRequestOptionsFromJSON' in PublicKeyCredential

interface Asked<T> {
  publicKey: T
}

const written = (credential: Credential | null): Record<string, unknown> => {
  if (!(credential instanceof PublicKeyCredential)) {
    throw new DOMException('no passkey', 'NotAllowedError')
  }
  return credential.toJSON() as Record<string, unknown>
}

/** Has an authenticator make a passkey. */
export const makePasskey = async (options: unknown): Promise<Record<string, unknown>> => {
  const { publicKey } = options as Asked<PublicKeyCredentialCreationOptionsJSON>
  return written(
    await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) }),
  )
}

/** Has an authenticator sign with a passkey. */
export const askPasskey = async (options: unknown): Promise<Record<string, unknown>> => {
  const { publicKey } = options as Asked<PublicKeyCredentialRequestOptionsJSON>
  return written(
    await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) }),
  )
}

/** Whether somebody only closed the browser's window for passkeys. */
export const isCalledOff = (error: unknown): boolean =>
  error instanceof DOMException && (error.name === 'NotAllowedError' || error.name === 'AbortError')
