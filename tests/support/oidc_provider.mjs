// A real OpenID Connect provider (npm oidc-provider) on loopback, with people of its own and switches for misbehaviour.
//
// Started with one JSON: {port, redirect, secret, key, people, pushed, signing}, the last a private JWK, for one that keeps
// its keys when it is started again. GET /control tells what it was asked; POST
// /control takes switches: {token, sign, answer, rotate}. What it then says is signed with its real keys, or is not.
import { createHmac, createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(new URL("../../pwa/package.json", import.meta.url));
const from = (name) => import(pathToFileURL(require.resolve(name)).href);
const { default: Provider } = await from("oidc-provider");
const { CompactSign, decodeJwt, decodeProtectedHeader } = await from("jose");

const config = JSON.parse(process.argv[2]);
const issuer = `http://127.0.0.1:${config.port}`;
const switches = { token: {}, sign: "", answer: {} };
const asked = {};
let generation = 0;
let keys = await keysOf(config.signing);
const stranger = await keysOf();
let handle = start();

createServer(async (request, response) => {
  const { pathname } = new URL(request.url, issuer);
  if (pathname === "/control") return control(request, response);
  asked[pathname] = (asked[pathname] ?? 0) + 1;
  const way = switches.answer[pathname];
  if (way === undefined) return handle(request, response);
  if (way === "hang") return undefined;
  if (way === "away") return response.writeHead(500).end("{}");
  if (way === "redirect") return response.writeHead(307, { location: `${issuer}/elsewhere` }).end();
  if (way === "huge") return response.writeHead(200, { "content-type": "application/json" }).end(`{"x":"${"x".repeat(200_000)}"}`);
  if (way === "drip") {
    response.writeHead(200, { "content-type": "application/json" });
    setInterval(() => response.write(" "), 500).unref();
    return undefined;
  }
  return response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(way));
}).listen(config.port, "127.0.0.1", () => console.log("ready"));

async function control(request, response) {
  let body = "";
  for await (const piece of request) body += piece;
  if (body !== "") {
    const { rotate, ...rest } = JSON.parse(body);
    Object.assign(switches, rest);
    if (rotate) {
      keys = await keysOf();
      handle = start();
    }
  }
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ asked }));
}

async function keysOf(signing) {
  generation += 1;
  const privateKey =
    signing === undefined
      ? generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey
      : createPrivateKey({ key: signing, format: "jwk" });
  const jwk = { ...privateKey.export({ format: "jwk" }), kid: `key-${generation}`, alg: "RS256", use: "sig" };
  return { privateKey, publicKey: createPublicKey(privateKey), jwk };
}

/** What one of the people is known by; anybody may sign in, under any name. */
function claimsOf(id) {
  return { name: id, ...config.people[id], sub: id };
}

function start() {
  const provider = new Provider(issuer, {
    jwks: { keys: [keys.jwk] },
    clients: [
      {
        client_id: "haidang",
        client_secret: config.secret,
        redirect_uris: [config.redirect],
        token_endpoint_auth_method: "client_secret_basic",
      },
      {
        client_id: "haidang-key",
        redirect_uris: [config.redirect],
        token_endpoint_auth_method: "private_key_jwt",
        token_endpoint_auth_signing_alg: "ES256",
        jwks: { keys: [config.key] },
      },
    ],
    acrValues: ["muc1", "muc2"],
    scopes: ["openid", "profile", "dinh_danh"],
    claims: { openid: ["sub"], profile: ["name"], dinh_danh: ["so_dinh_danh", "ma_can_bo"], acr: null, auth_time: null },
    conformIdTokenClaims: config.userinfo === true,
    features: {
      devInteractions: { enabled: false },
      pushedAuthorizationRequests: { enabled: config.pushed === true },
    },
    cookies: { keys: ["of the tests"] },
    ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 60, Interaction: 600, Session: 600, Grant: 600 },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: () => claimsOf(id) }),
    // Nobody is asked twice whether the city may know who they are.
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({ accountId: ctx.oidc.session.accountId, clientId: ctx.oidc.client.clientId });
      grant.addOIDCScope(ctx.oidc.params.scope);
      grant.addOIDCClaims(["acr", "auth_time"]);
      await grant.save();
      return grant;
    },
  });
  provider.use(pages(provider));
  provider.use(tampering);
  return provider.callback();
}

/** The two pages that a person sees: who are you, at which level; or leave. */
function pages(provider) {
  return async (ctx, next) => {
    if (!ctx.path.startsWith("/interaction/")) return next();
    if (ctx.method === "GET") {
      const { params } = await provider.interactionDetails(ctx.req, ctx.res);
      ctx.type = "html";
      ctx.body = page(ctx.path, params.client_id);
      return undefined;
    }
    let body = "";
    for await (const piece of ctx.req) body += piece;
    const form = new URLSearchParams(body);
    const result =
      form.get("login") === null
        ? { error: "access_denied", error_description: "left" }
        : { login: { accountId: form.get("login"), acr: form.get("level") } };
    return provider.interactionFinished(ctx.req, ctx.res, result, { mergeWithLastSubmission: false });
  };
}

function page(path, client) {
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Định danh thử</title><h1>Định danh thử</h1><p>${client}</p>
<form method="post" action="${path}"><label>Tên <input name="login" required></label>
<label>Mức <select name="level"><option>muc2</option><option>muc1</option></select></label><button>Đồng ý</button></form>
<form method="post" action="${path}"><button>Không đồng ý</button></form></html>`;
}

async function tampering(ctx, next) {
  await next();
  if (ctx.path !== "/token" || typeof ctx.body?.id_token !== "string") return;
  if (switches.sign === "" && Object.keys(switches.token).length === 0) return;
  const header = decodeProtectedHeader(ctx.body.id_token);
  const claims = { ...decodeJwt(ctx.body.id_token), ...switches.token };
  for (const [name, value] of Object.entries(claims)) if (value === null) delete claims[name];
  ctx.body = { ...ctx.body, id_token: await signed(header, JSON.stringify(claims)) };
}

async function signed(header, payload) {
  const pem = keys.publicKey.export({ type: "spki", format: "pem" });
  const text = (part) => Buffer.from(part).toString("base64url");
  const bare = (changed) => `${text(JSON.stringify({ ...header, ...changed }))}.${text(payload)}`;
  const by = (key, changed) =>
    new CompactSign(new TextEncoder().encode(payload)).setProtectedHeader({ ...header, ...changed }).sign(key);
  switch (switches.sign) {
    case "none":
      return `${bare({ alg: "none" })}.`;
    case "public-key-as-secret": {
      const input = bare({ alg: "HS256" });
      return `${input}.${createHmac("sha256", pem).update(input).digest("base64url")}`;
    }
    case "stranger-under-its-name":
      return by(stranger.privateKey, {});
    case "stranger":
      return by(stranger.privateKey, { kid: "nobody" });
    case "torn":
      return (await by(keys.privateKey, {})).slice(0, -8);
    default:
      return by(keys.privateKey, {});
  }
}
