/** Two soft tones, made here: nothing to load. A browser that was not touched yet plays none. */
export const chime = (): void => {
  const audio = new AudioContext()
  const volume = audio.createGain()
  volume.connect(audio.destination)
  volume.gain.setValueAtTime(0.08, audio.currentTime)
  volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.45)
  for (const [at, hertz] of [
    [0, 660],
    [0.12, 880],
  ] as const) {
    const tone = audio.createOscillator()
    tone.frequency.value = hertz
    tone.connect(volume)
    tone.start(audio.currentTime + at)
    tone.stop(audio.currentTime + 0.45)
  }
  setTimeout(() => void audio.close(), 1_000)
}
