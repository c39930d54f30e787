// The line between a browser and the hub: loses replies on the way back, or is a café's that answers in the hub's place.
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Line {
  readonly url: string;
  /** The same address by way of this line. */
  through(address: string): string;
  /** So many times the hub does what it is asked to, and its answer to an exchange never arrives. */
  loseReplies(count: number): void;
  /** Replies lost so far. */
  readonly lost: number;
  /** To every question to the hub: 200, and a page of the café's. */
  portal(on: boolean): void;
  /** Questions that the café answered. */
  readonly answeredByPortal: number;
  /** What was asked of the hub's API so far, by path. */
  readonly asked: readonly string[];
  /** Exchanges that were asked for so far. */
  readonly exchanges: number;
  /** Exchanges under way at the same time, at most so far. */
  readonly atOnceMost: number;
  close(): Promise<void>;
}

export async function openLine(hub: string): Promise<Line> {
  const to = new URL(hub);
  const counts = {
    toLose: 0,
    lost: 0,
    portal: false,
    answeredByPortal: 0,
    exchanges: 0,
    atOnce: 0,
    atOnceMost: 0,
  };
  const paths: string[] = [];
  const server = createServer((asked, answer) => {
    const isExchange = asked.url === "/api/sync";
    if (asked.url?.startsWith("/api/")) paths.push(asked.url);
    if (isExchange) {
      counts.exchanges += 1;
      counts.atOnce += 1;
      counts.atOnceMost = Math.max(counts.atOnceMost, counts.atOnce);
      answer.once("close", () => {
        counts.atOnce -= 1;
      });
    }
    if (counts.portal && asked.url?.startsWith("/api/")) {
      counts.answeredByPortal += 1;
      asked.resume();
      answer.writeHead(200, { "Content-Type": "text/html" }).end("<h1>Wi-Fi miễn phí</h1>");
      return;
    }
    forward(to, asked, answer, () => {
      if (!isExchange || counts.toLose === 0) return false;
      counts.toLose -= 1;
      counts.lost += 1;
      return true;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    asked: paths,
    through: (address) => address.replace(to.origin, url),
    loseReplies: (count) => {
      counts.toLose = count;
    },
    get lost() {
      return counts.lost;
    },
    portal: (on) => {
      counts.portal = on;
    },
    get answeredByPortal() {
      return counts.answeredByPortal;
    },
    get exchanges() {
      return counts.exchanges;
    },
    get atOnceMost() {
      return counts.atOnceMost;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** `isLost` is asked once the hub's whole answer is here: so the hub has done its work. */
function forward(to: URL, asked: IncomingMessage, answer: ServerResponse, isLost: () => boolean): void {
  const { method, url: path, headers } = asked;
  const onward = request(
    { host: to.hostname, port: to.port, method, path, headers, agent: false },
    (reply) => {
      const chunks: Buffer[] = [];
      reply.on("data", (chunk: Buffer) => chunks.push(chunk));
      reply.on("end", () => {
        if (isLost()) answer.destroy();
        else answer.writeHead(reply.statusCode ?? 502, reply.headers).end(Buffer.concat(chunks));
      });
    },
  );
  onward.on("error", () => answer.destroy());
  asked.pipe(onward);
}
