// A real provider of sign-in beside a hub, and the operator's file that names it.
import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, house } from "./hub";

export interface Provider {
  readonly issuer: string;
  /** For `startHub`. */
  readonly file: string;
  /** Starts it, once it is known where people come back to. */
  open(hub: string): Promise<void>;
  /** Nobody answers any more, until it is opened again. */
  shut(): Promise<void>;
  close(): Promise<void>;
}

/** Who may come: what the provider says of whoever signs in there under a name. */
type People = Readonly<Record<string, Readonly<Record<string, string>>>>;

const SECRET = "of the browser tests";

export async function nameProvider(people: People): Promise<Provider> {
  const folder = await mkdtemp(join(tmpdir(), "haidang-oidc-"));
  const port = await freePort();
  const signing = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" });
  const issuer = `http://127.0.0.1:${port}`;
  const file = join(folder, "oidc.toml");
  await writeFile(join(folder, "client.secret"), SECRET);
  await writeFile(file, written(issuer));
  let running: ChildProcess | null = null;
  const shut = async () => {
    const gone = new Promise((resolve) => running?.once("exit", resolve));
    if (running?.kill("SIGKILL")) await gone;
    running = null;
  };
  return {
    issuer,
    file,
    open: async (hub) => {
      const config = {
        port,
        redirect: `${hub}/vao/oidc`,
        secret: SECRET,
        key: SPARE,
        people,
        pushed: true,
        signing,
      };
      running = spawn("node", [join(house, "tests/support/oidc_provider.mjs"), JSON.stringify(config)], {
        stdio: "ignore",
      });
      const ours = running;
      process.once("exit", () => ours.kill("SIGKILL"));
      await answers(`${issuer}/control`);
    },
    shut,
    close: async () => {
      await shut();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Of a second client that nobody uses here. */
const SPARE = {
  kty: "EC",
  crv: "P-256",
  x: "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
  y: "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
  kid: "spare",
  alg: "ES256",
  use: "sig",
};

function written(issuer: string): string {
  return `[[provider]]
id = "thu"
name = { vi = "Định danh thử", en = "Trial identity" }
issuer = "${issuer}"
client_id = "haidang"
authentication = "client_secret_basic"
secret_file = "client.secret"
scopes = ["openid", "profile", "dinh_danh"]
claims = { number = "so_dinh_danh", staff = "ma_can_bo" }
levels = ["muc1", "muc2"]
least = "muc2"
for = ["citizen", "staff"]
`;
}

async function answers(address: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if ((await fetch(address).catch(() => null))?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the provider did not answer ${address} within 30 s`);
}
