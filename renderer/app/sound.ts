import type { Fen } from '../../shared/domain/money.ts';
import { spokenPaid } from '../../shared/i18n/spoken.ts';

let audio: AudioContext | null = null;

/** Two rising notes, made here so that no sound file is needed. */
function chime(): void {
  audio ??= new AudioContext();
  void audio.resume();
  const start = audio.currentTime + 0.02;
  for (const [place, pitch] of [880, 1318.5].entries()) {
    const from = start + place * 0.14;
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.type = 'sine';
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(0.4, from + 0.015);
    volume.gain.exponentialRampToValueAtTime(0.001, from + 0.55);
    tone.connect(volume).connect(audio.destination);
    tone.start(from);
    tone.stop(from + 0.6);
  }
}

/** A Mandarin voice that lives on this computer. Voices that send the text elsewhere are not used. */
export function chineseVoice(): SpeechSynthesisVoice | null {
  const local = window.speechSynthesis.getVoices().filter((voice) => voice.localService);
  return (
    local.find((voice) => /^(zh[-_]CN|cmn)/i.test(voice.lang)) ?? local.find((voice) => /^zh/i.test(voice.lang)) ?? null
  );
}

/** Chimes and, where the computer has a Mandarin voice, says the amount that arrived. */
export function announcePaid(amount: Fen): void {
  chime();
  const voice = chineseVoice();
  if (!voice) return;
  const speech = new SpeechSynthesisUtterance(spokenPaid(amount));
  speech.voice = voice;
  speech.lang = voice.lang;
  window.speechSynthesis.cancel();
  window.speechSynthesis.speak(speech);
}
