// An authenticator of the browser's own making (CDP WebAuthn): it answers at once, verifying its user or not.
import type { Page } from "@playwright/test";

export interface VirtualKey {
  /** Whether the person's finger, face or PIN is recognised. */
  recognise(isVerified: boolean): Promise<void>;
  /** Whether anybody touches it at all; nobody does, and the browser waits. */
  touch(isPresent: boolean): Promise<void>;
  /** Its passkeys, to be put on another. */
  credentials(): Promise<readonly Credential[]>;
  remove(): Promise<void>;
}

type Credential = Readonly<Record<string, unknown>>;

interface Kind {
  readonly canVerify?: boolean;
  readonly credentials?: readonly Credential[];
}

export async function virtualKey(page: Page, kind: Kind = {}): Promise<VirtualKey> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: kind.canVerify ?? true,
      isUserVerified: kind.canVerify ?? true,
      automaticPresenceSimulation: true,
    },
  });
  for (const credential of kind.credentials ?? [])
    await devtools.send("WebAuthn.addCredential", { authenticatorId, credential: credential as never });
  return {
    recognise: async (isUserVerified) => {
      await devtools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified });
    },
    touch: async (enabled) => {
      await devtools.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled });
    },
    credentials: async () =>
      (await devtools.send("WebAuthn.getCredentials", { authenticatorId })).credentials as never,
    remove: async () => {
      await devtools.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId });
    },
  };
}
