const json = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status })

const problem = (status: number, code: string): Response =>
  new Response(JSON.stringify({ type: 'about:blank', title: code, status, code, errors: [] }), { status })

interface Upload {
  readonly size: number
  readonly name: string
  bytes: Uint8Array
}

const textOf = (base64: string): string =>
  new TextDecoder().decode(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)))

/** The part of a server that takes files: whole, or in pieces that can be cut. */
export class FakeMedia {
  /** Whole files by their ids. */
  readonly files = new Map<string, { name: string; bytes: Uint8Array }>()
  /** How many more pieces arrive before one is cut off in its middle. */
  piecesBeforeCut = Number.POSITIVE_INFINITY
  /** Called when one is. */
  onCut: () => void = () => undefined
  /** Holds the answers to pieces back. */
  hold: Promise<void> = Promise.resolve()
  readonly #uploads = new Map<string, Upload>()
  #last = 100

  get open(): number {
    return this.#uploads.size
  }

  async answer(request: Request, url: URL): Promise<Response | null> {
    const [, api, media, second, third] = url.pathname.split('/')
    if (api !== 'api' || media !== 'media') {
      return null
    }
    if (second === 'uploads') {
      return this.#uploading(request, third)
    }
    if (second === undefined) {
      const id = this.#keep(url.searchParams.get('name') ?? '', new Uint8Array(await request.arrayBuffer()))
      return json(this.file(id), 201)
    }
    return this.files.has(second) ? json(this.file(second)) : problem(404, 'not-found')
  }

  file(id: string): object {
    const { name, bytes } = this.files.get(id) ?? { name: '', bytes: new Uint8Array() }
    const isImage = name.endsWith('.png')
    const box = isImage
      ? { width: 40, height: 30, placeholder: 'data:,' }
      : { width: null, height: null, placeholder: null }
    return { id, name, type: 'x/y', kind: isImage ? 'image' : 'file', size: bytes.length, ...box }
  }

  #keep(name: string, bytes: Uint8Array, id = String(++this.#last)): string {
    this.files.set(id, { name, bytes })
    return id
  }

  async #uploading(request: Request, id: string | undefined): Promise<Response> {
    const headers = new Headers({ 'Tus-Resumable': '1.0.0' })
    if (id === undefined) {
      const next = String(++this.#last)
      const name = textOf((request.headers.get('Upload-Metadata') ?? '').replace('filename ', ''))
      const size = Number(request.headers.get('Upload-Length'))
      this.#uploads.set(next, { size, name, bytes: new Uint8Array() })
      headers.set('Location', `/api/media/uploads/${next}`)
      return new Response(null, { status: 201, headers })
    }
    const upload = this.#uploads.get(id)
    if (upload === undefined) {
      return problem(404, 'not-found')
    }
    if (request.method === 'DELETE') {
      this.#uploads.delete(id)
      return new Response(null, { status: 204 })
    }
    if (request.method === 'PATCH') {
      await this.#append(request, id, upload)
    }
    headers.set('Upload-Offset', String(upload.bytes.length))
    return new Response(null, { status: request.method === 'HEAD' ? 200 : 204, headers })
  }

  async #append(request: Request, id: string, upload: Upload): Promise<void> {
    const piece = new Uint8Array(await request.arrayBuffer())
    if (Number(request.headers.get('Upload-Offset')) !== upload.bytes.length) {
      throw new Error('a piece at the wrong place')
    }
    const isCut = this.piecesBeforeCut-- <= 0
    const arrived = isCut ? piece.subarray(0, piece.length / 2) : piece
    const grown = new Uint8Array(upload.bytes.length + arrived.length)
    grown.set(upload.bytes)
    grown.set(arrived, upload.bytes.length)
    upload.bytes = grown
    if (upload.bytes.length === upload.size) {
      this.#uploads.delete(id)
      this.#keep(upload.name, upload.bytes, id)
    }
    await this.hold
    if (isCut) {
      this.piecesBeforeCut = Number.POSITIVE_INFINITY
      this.onCut()
      throw new TypeError('network')
    }
  }
}
