/**
 * The screen lock of a shared device: watches whether somebody is there, and lays the lock over the page when not.
 *
 * The app beneath stays mounted as it is, out of reach and out of sight for eyes, screen readers and printers. When the
 * lock goes, the same control has the focus, with the same selection.
 */

import { signal } from "@preact/signals";
import { render } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { fallAsleep, IDLE_MS_MAX, isAwake, stayAwake } from "../../store/awake";
import { CHOSEN, here } from "../../store/profile";
import { peopleWords } from "../../words/people";
import { LockScreen } from "./LockScreen";

const LOOK_MS = 5_000;
/** Every key would be a write to the disk. */
const NOTE_MS = 2_000;
const TOUCHES = ["pointerdown", "keydown", "input"] as const;

/** Where somebody was when the lock came. */
interface Place {
  readonly control: HTMLElement | null;
  readonly selection: readonly [start: number, end: number] | null;
  readonly title: string;
}

const locked = signal(false);
const titles = new MutationObserver(coverTitle);
let place: Place | null = null;
let notedMs = 0;
let isWatching = false;

/** From now on, on a shared device. May be called again. */
export function startGuard(): void {
  if (!isWatching) {
    isWatching = true;
    const overlay = document.createElement("div");
    document.body.append(overlay);
    if (!isAwake(Date.now())) lock();
    render(<Overlay />, overlay);
    for (const touch of TOUCHES) addEventListener(touch, touched, { capture: true });
    for (const moved of ["storage", "pageshow", "focus"]) addEventListener(moved, lookWhoIsHere);
    document.addEventListener("visibilitychange", lookWhoIsHere);
    setInterval(lookWhoIsHere, Math.min(LOOK_MS, IDLE_MS_MAX));
  }
  lookWhoIsHere();
}

/** Locks where nobody is there any more, and opens where somebody has shown who they are, in this tab or another. */
export function lookWhoIsHere(): void {
  const awake = isAwake(Date.now());
  if (awake === locked.value) {
    if (awake) locked.value = false;
    else lock();
  }
}

function Overlay() {
  const isLocked = locked.value;
  // Once the lock is off the page: until then nothing beneath can take the focus.
  useLayoutEffect(() => {
    if (!isLocked) goOn();
  }, [isLocked]);
  if (!isLocked) return null;
  return (
    <LockScreen
      onOpen={() => {
        stayAwake(Date.now());
        lookWhoIsHere();
      }}
    />
  );
}

function touched(event: Event): void {
  const nowMs = Date.now();
  const wasLocked = locked.value;
  lookWhoIsHere();
  // The first touch after two minutes is not of somebody who was there all the time, and does nothing.
  if (locked.value && !wasLocked) event.preventDefault();
  if (locked.value || Math.abs(nowMs - notedMs) < NOTE_MS) return;
  notedMs = nowMs;
  stayAwake(nowMs);
}

function lock(): void {
  const { activeElement: control } = document;
  place = {
    control: control instanceof HTMLElement ? control : null,
    selection: selectionIn(control),
    title: document.title,
  };
  fallAsleep();
  hide(true);
  locked.value = true;
  coverTitle();
  titles.observe(document.head, { subtree: true, childList: true, characterData: true });
}

/** As it was before the lock came. */
function goOn(): void {
  sessionStorage.setItem(CHOSEN, here().id);
  hide(false);
  titles.disconnect();
  if (place === null) return;
  const { control, selection, title } = place;
  place = null;
  document.title = title;
  control?.focus({ preventScroll: true });
  if (selection !== null && isText(control)) control.setSelectionRange(...selection);
}

/** A dossier may be named in it; a screen that comes while the page is locked writes its own. */
function coverTitle(): void {
  const covered = `${peopleWords.value.lockedTab} – Hải Đăng`;
  if (place === null || document.title === covered) return;
  place = { ...place, title: document.title };
  document.title = covered;
}

function hide(on: boolean): void {
  document.documentElement.classList.toggle("locked", on);
  document.getElementById("app")?.toggleAttribute("inert", on);
}

function selectionIn(control: Element | null): Place["selection"] {
  if (!isText(control) || control.selectionStart === null || control.selectionEnd === null) return null;
  return [control.selectionStart, control.selectionEnd];
}

function isText(control: Element | null): control is HTMLInputElement | HTMLTextAreaElement {
  return control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement;
}
