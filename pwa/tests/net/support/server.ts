/** A small HTTP server that plays the world outside: the hub, a captive portal, a mast that fails. */

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One request as it arrived. */
export interface Arrived {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

export interface Outside {
  readonly arrived: readonly Arrived[];
  close(): Promise<void>;
}

/** Serves until closed. Meanwhile `fetch` of a path goes to it, as it would on a page of the hub's. */
export async function serve(reply: (request: Arrived, response: ServerResponse) => void): Promise<Outside> {
  const arrived: Arrived[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const whole = { method, url, headers, body: Buffer.concat(chunks) };
      arrived.push(whole);
      reply(whole, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const realFetch = globalThis.fetch;
  globalThis.fetch = (input, init) => realFetch(new URL(String(input), origin), init);
  return {
    arrived,
    close() {
      globalThis.fetch = realFetch;
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
