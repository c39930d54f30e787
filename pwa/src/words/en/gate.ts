/** Words for browsers in which what is typed would be lost, in English. */
import type { gate as vietnamese } from "../vi/gate";

export const gate: typeof vietnamese = {
  title: "Open this in another browser",
  titleStorage: "This device does not allow saving",
  "in-app": "A window inside Zalo or Facebook does not keep dossiers; open this in Chrome or Safari.",
  private: "A private window deletes everything when it closes; copy the link into an ordinary window.",
  "too-old": "This browser is too old to keep dossiers; update it, or copy the link to another device.",
  "storage-refused":
    "This browser does not allow saving here; allow it in the browser's settings and try again.",
  insecure: "This link is not secure, so dossiers cannot be kept; open an address that begins with https.",
  open: "Open in the browser",
  copy: "Copy the link",
  copied: "Copied. Now open a browser and paste it.",
  copyFailed: "It could not be copied. Here is the link:",
  retry: "Try again",
};
