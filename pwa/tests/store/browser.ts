/** The parts of a browser that Node lacks, as small as the store needs them; each object is one profile's own. */

interface Waiting {
  readonly shared: boolean;
  readonly start: () => void;
}

interface LockOptions {
  readonly mode?: "shared" | "exclusive";
  readonly ifAvailable?: boolean;
}

type Work = (lock: object | null) => unknown;

/** Web Locks: shared or exclusive, first come, first served. */
export class Locks {
  private readonly held = new Map<string, { shared: boolean; count: number }>();
  private readonly queues = new Map<string, Waiting[]>();

  async request(name: string, ...rest: [Work] | [LockOptions, Work]): Promise<unknown> {
    const [options, work] = rest.length === 1 ? [{}, rest[0]] : rest;
    const shared = options.mode === "shared";
    const queue = this.queues.get(name) ?? [];
    this.queues.set(name, queue);
    if (options.ifAvailable && (queue.length > 0 || !this.isFree(name, shared))) return work(null);
    await new Promise<void>((start) => {
      queue.push({ shared, start });
      this.next(name);
    });
    try {
      return await work({});
    } finally {
      this.leave(name);
    }
  }

  private isFree(name: string, shared: boolean): boolean {
    const now = this.held.get(name);
    return now === undefined || (shared && now.shared);
  }

  private next(name: string): void {
    const queue = this.queues.get(name) ?? [];
    for (let first = queue[0]; first !== undefined && this.isFree(name, first.shared); first = queue[0]) {
      queue.shift();
      this.held.set(name, { shared: first.shared, count: (this.held.get(name)?.count ?? 0) + 1 });
      first.start();
    }
  }

  private leave(name: string): void {
    const now = this.held.get(name);
    if (now !== undefined && --now.count === 0) this.held.delete(name);
    this.next(name);
  }
}

/** BroadcastChannel within one profile: to all others of that name, in a later task. */
export class Channels {
  private readonly open = new Map<string, Set<EventTarget>>();

  get Channel() {
    const { open } = this;
    return class extends EventTarget {
      private readonly peers: Set<EventTarget>;

      constructor(name: string) {
        super();
        this.peers = open.get(name) ?? new Set();
        open.set(name, this.peers.add(this));
      }

      postMessage(message: unknown): void {
        const data = structuredClone(message);
        for (const peer of this.peers)
          if (peer !== this) setTimeout(() => peer.dispatchEvent(new MessageEvent("message", { data })));
      }
    };
  }
}

export class LocalStorage {
  private readonly items = new Map<string, string>();

  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.items.set(key, value);
  }

  removeItem(key: string): void {
    this.items.delete(key);
  }
}

/** Cache storage. */
export class Caches {
  private readonly all = new Map<string, Map<string, string>>();

  async open(name: string) {
    const cache = this.all.get(name) ?? new Map<string, string>();
    this.all.set(name, cache);
    return {
      match: async (address: string) => {
        const text = cache.get(address);
        return text === undefined ? undefined : new Response(text);
      },
      put: async (address: string, response: Response) => {
        cache.set(address, await response.text());
      },
    };
  }

  async match(address: string, { cacheName }: { readonly cacheName: string }) {
    const text = this.all.get(cacheName)?.get(address);
    return text === undefined ? undefined : new Response(text);
  }

  async delete(name: string): Promise<boolean> {
    return this.all.delete(name);
  }
}
