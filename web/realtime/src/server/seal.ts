import { createHash, randomBytes } from 'node:crypto'
import { illegal } from './error.ts'
import { settings } from './settings.ts'

export const isEncrypted = (channel: string): boolean => channel.startsWith('private-encrypted-')

/** The key of one encrypted channel, which its signature hands to clients. */
export const channelKey = (channel: string, field: string): Uint8Array => {
  const { masterKey } = settings()
  if (masterKey === null) {
    throw illegal(field, `${channel} needs the setting encryptionMasterKeyBase64`)
  }
  return createHash('sha256').update(channel).update(masterKey).digest()
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

/** Seals data so that only the channel's clients can open it. */
export const sealed = async (channel: string, text: string, field: string): Promise<string> => {
  const key = channelKey(channel, field)
  // loaded only where there are such channels
  const { default: nacl } = await import('tweetnacl')
  const nonce = randomBytes(nacl.secretbox.nonceLength)
  const box = nacl.secretbox(new TextEncoder().encode(text), new Uint8Array(nonce), new Uint8Array(key))
  return JSON.stringify({ nonce: base64(nonce), ciphertext: base64(box) })
}
