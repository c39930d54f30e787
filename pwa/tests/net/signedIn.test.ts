/** What a request does that wants a session or a fresh proof: it waits for the person, once, and nobody waits for nobody. */

import { beforeEach, expect, test, vi } from "vitest";
import { openDevice } from "./support/device";

type Refusing = { readonly ok: false; readonly code: string };
type Made = { readonly ok: true } | Refusing;

beforeEach(async () => {
  vi.resetModules();
  await openDevice();
});

const load = () => import("../../src/net/signedIn");

/** Refused with this code until the person has shown who they are. */
function asked(code: string, times = 1): { attempt: () => Promise<Made>; tries: () => number } {
  let made = 0;
  const attempt = async (): Promise<Made> => (++made <= times ? { ok: false, code } : { ok: true });
  return { attempt, tries: () => made };
}

async function until(wanted: () => string | null, what: string | null): Promise<void> {
  await vi.waitFor(() => expect(wanted()).toBe(what));
}

test.each([
  ["session-needed", "session"],
  ["proof-needed", "proof"],
])("%s: it waits until the person has shown who they are, and is made once more", async (code, what) => {
  const { attend, decide, inSession, wanted } = await load();
  attend();
  const { attempt, tries } = asked(code);
  const made = inSession(attempt);
  await until(() => wanted.value, what);
  expect(tries()).toBe(1);
  decide(true);
  expect(await made).toEqual({ ok: true });
  expect(wanted.value).toBeNull();
});

test("who would rather not leaves it refused", async () => {
  const { attend, decide, inSession, wanted } = await load();
  attend();
  const made = inSession(asked("proof-needed").attempt);
  await until(() => wanted.value, "proof");
  decide(false);
  expect(await made).toEqual({ ok: false, code: "proof-needed" });
});

test("where nobody can be asked it is refused at once", async () => {
  const { inSession } = await load();
  expect(await inSession(asked("session-needed").attempt)).toEqual({ ok: false, code: "session-needed" });
});

test("who leaves the screen leaves nothing behind that would be done later", async () => {
  const { attend, decide, inSession, wanted } = await load();
  const leave = attend();
  const { attempt, tries } = asked("session-needed");
  const made = inSession(attempt);
  await until(() => wanted.value, "session");
  leave();
  expect(await made).toEqual({ ok: false, code: "session-needed" });
  decide(true);
  expect(tries()).toBe(1);
});

test("several that wait are let go by one proof, and a session covers a proof", async () => {
  const { attend, decide, inSession, wanted } = await load();
  attend();
  const one = inSession(asked("session-needed").attempt);
  await until(() => wanted.value, "session");
  const two = inSession(asked("proof-needed").attempt);
  await Promise.resolve();
  expect(wanted.value).toBe("session");
  decide(true);
  expect(await Promise.all([one, two])).toEqual([{ ok: true }, { ok: true }]);
});

test("what is refused a second time stays refused", async () => {
  const { attend, decide, inSession, wanted } = await load();
  attend();
  const made = inSession(asked("proof-needed", 2).attempt);
  await until(() => wanted.value, "proof");
  decide(true);
  expect(await made).toEqual({ ok: false, code: "proof-needed" });
});

test("any other refusal is the answer", async () => {
  const { attend, inSession } = await load();
  attend();
  expect(await inSession(asked("moved-on").attempt)).toEqual({ ok: false, code: "moved-on" });
});
