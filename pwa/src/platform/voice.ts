/**
 * Reading aloud with a voice that the device has. Nothing is read unless a person asks, and one thing at a time.
 * A voice that speaks from somewhere else is taken only where there is none here: so nothing personal may be given to it.
 */

import { signal } from "@preact/signals";

/** Absent on some browsers; the list may come late, and change. */
const synthesis = "speechSynthesis" in globalThis ? globalThis.speechSynthesis : undefined;

const voices = signal<readonly SpeechSynthesisVoice[]>([]);
/** Something is being read. */
export const reading = signal(false);

let asked = false;
let turn = 0;

/** Whether something can be read in this language, such as "vi". Reads a signal: call it while drawing. */
export function canRead(language: string): boolean {
  if (!asked && synthesis !== undefined) {
    asked = true;
    synthesis.addEventListener?.("voiceschanged", look);
    queueMicrotask(look);
  }
  return voiceFor(language) !== undefined;
}

/** Reads the sentences one after the other: some voices fall silent within a long text. */
export function read(language: string, sentences: readonly string[]): void {
  const voice = voiceFor(language);
  if (synthesis === undefined || voice === undefined || sentences.length === 0) return;
  stopReading();
  const mine = turn;
  const ended = () => {
    if (mine === turn) reading.value = false;
  };
  reading.value = true;
  for (const [index, sentence] of sentences.entries()) {
    const utterance = new SpeechSynthesisUtterance(sentence);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.onerror = ended;
    if (index === sentences.length - 1) utterance.onend = ended;
    synthesis.speak(utterance);
  }
}

export function stopReading(): void {
  turn += 1;
  reading.value = false;
  synthesis?.cancel();
}

function look(): void {
  voices.value = synthesis?.getVoices() ?? [];
}

function voiceFor(language: string): SpeechSynthesisVoice | undefined {
  // Android writes vi_VN.
  const fitting = voices.value.filter(({ lang }) => lang.toLowerCase().split(/[-_]/)[0] === language);
  return fitting.find(({ localService }) => localService) ?? (navigator.onLine ? fitting[0] : undefined);
}
