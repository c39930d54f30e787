/**
 * The address of the worker, for a browser that demands proof (Trusted Types) that no text became a script's address.
 *
 * The one policy of the app; the hub's content policy knows no other. It lets this one address through.
 */

const WORKER = "/sw.js";

interface Policies {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (address: string) => string },
  ): { createScriptURL(address: string): string };
}

/** Its address as the browser wants it; a plain text where browsers know of no Trusted Types. */
export function workerAddress(): string {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: Policies };
  return (
    trustedTypes?.createPolicy("haidang", { createScriptURL: onlyOurs }).createScriptURL(WORKER) ?? WORKER
  );
}

function onlyOurs(address: string): string {
  if (address !== WORKER) throw new TypeError("this is no script of the app");
  return address;
}
