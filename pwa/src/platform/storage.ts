/**
 * Whether what is written here will still be here tomorrow: private windows forget everything when they are closed.
 *
 * Firefox and Safari refuse the origin's file system in private windows and nowhere else. Chromium answers alike in both
 * (measured with 156: quota, file system, persistence), by design; there nothing is claimed.
 */

export async function privateWindow(storage: { getDirectory?(): Promise<unknown> }): Promise<boolean> {
  if (storage.getDirectory === undefined) return false;
  try {
    await storage.getDirectory();
    return false;
  } catch (error) {
    return error instanceof DOMException && (error.name === "SecurityError" || error.name === "UnknownError");
  }
}
