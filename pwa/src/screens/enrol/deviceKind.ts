/** A first guess at what a person would call this device. */

export type DeviceKind = "iphone" | "ipad" | "phone" | "tablet" | "computer";

export function deviceKind(here: {
  readonly userAgent: string;
  readonly maxTouchPoints: number;
}): DeviceKind {
  const { userAgent } = here;
  if (/\biPhone\b/.test(userAgent)) return "iphone";
  // An iPad calls itself a Mac, but no Mac has a touch screen.
  if (/\biPad\b/.test(userAgent) || (/\bMacintosh\b/.test(userAgent) && here.maxTouchPoints > 1))
    return "ipad";
  if (/\bAndroid\b/.test(userAgent)) return /\bMobile\b/.test(userAgent) ? "phone" : "tablet";
  return "computer";
}
