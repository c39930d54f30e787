// A disk of its own for a profile: an image mounted as a file system. A copy of the image holds what a cut of power leaves.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

const IMAGE_BYTES = 512 * 1024 * 1024;
/** The journal is written out for whoever asks to be safe, and for nobody else. */
const MOUNTED = "loop,noatime,commit=600";

export interface Disk {
  /** Where it is mounted. */
  readonly folder: string;
  /** What would be on it after a cut of power just now, as another disk. */
  cut(): Promise<Disk>;
  close(): Promise<void>;
}

/** Null where nobody may mount one. */
export async function openDisk(): Promise<Disk | null> {
  const place = await mkdtemp(join(tmpdir(), "haidang-disk-"));
  const image = join(place, "image");
  try {
    await writeFile(image, "");
    await truncate(image, IMAGE_BYTES);
    await run("/usr/sbin/mkfs.ext4", ["-q", "-F", image]);
    return await mounted(place);
  } catch {
    await rm(place, { recursive: true, force: true });
    return null;
  }
}

async function mounted(place: string): Promise<Disk> {
  const folder = join(place, "disk");
  await mkdir(folder);
  await run("mount", ["-o", MOUNTED, join(place, "image"), folder]);
  return {
    folder,
    async cut() {
      const other = await mkdtemp(join(tmpdir(), "haidang-disk-"));
      await run("cp", ["--sparse=always", join(place, "image"), join(other, "image")]);
      return mounted(other);
    },
    async close() {
      await run("umount", ["--lazy", folder]);
      await rm(place, { recursive: true, force: true });
    },
  };
}
