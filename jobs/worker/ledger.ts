import { readSpent } from "@/lib/db/budgets";
import { readWatermarks, writeWatermark } from "@/lib/db/watermarks";
import { parseRetryAfter } from "@/lib/health/retry-after";
import {
  type Account,
  openAccount,
  pause,
  type Refusal,
  type Reservation,
  reserve,
  type Share,
  settle,
  shareOf,
  totalRequests,
  turnDay,
} from "@/lib/probe/budget";
import type { Exchange } from "@/lib/probe/exchange";
import type { BudgetSnapshot } from "@/lib/snapshot/snapshot";
import type { Watched } from "./watched";
import type { World } from "./world";

/** What each mirror's day has cost, and until when it wants to be left alone. Survives a restart. */
export type Ledger = {
  /** Room for one request whose body is at most `bytes`, or why there is none. */
  readonly reserve: (watched: Watched, share: Share, bytes: number) => Reservation | Refusal;
  /** What the request came to; null: it was never sent. */
  readonly settle: (watched: Watched, reservation: Reservation, exchange: Exchange | null) => Promise<void>;
  readonly read: (watched: Watched) => BudgetSnapshot;
};

const PAUSE = "retry-after/";
const PAUSING_STATUS: ReadonlySet<number> = new Set([429, 503]);

/** Reads what was spent today and who asked for peace, then keeps the accounts. */
export async function openLedger(world: World): Promise<Ledger> {
  const accounts = await readAccounts(world);
  const accountOf = (watched: Watched) =>
    turnDay(accounts.get(watched.mirror.slug) ?? openAccount(world.now()), world.now());
  return {
    reserve: (watched, share, bytes) => {
      const admission = reserve(accountOf(watched), watched.budget, { share, bytes }, world.now());
      accounts.set(watched.mirror.slug, admission.account);
      return admission.reservation ?? admission.refusal;
    },
    settle: async (watched, reservation, exchange) => {
      const used = { requests: exchange?.hops.length ?? 0, bytes: exchange?.bytes ?? 0 };
      const settled = settle(accountOf(watched), reservation, used, world.now());
      const until = exchange === null ? null : pauseOf(exchange, world.now());
      accounts.set(watched.mirror.slug, until === null ? settled : pause(settled, until));
      if (until !== null) await writeWatermark(world.store, PAUSE + watched.mirror.slug, until);
    },
    read: (watched) => toBudgetSnapshot(accountOf(watched), watched, world.now()),
  };
}

async function readAccounts(world: World): Promise<Map<string, Account>> {
  const { day } = openAccount(world.now());
  const accounts = new Map<string, Account>();
  const accountOf = (slug: string) => accounts.get(slug) ?? openAccount(world.now());
  for (const spent of await readSpent(world.store, world.vantage, day)) {
    const account = accountOf(spent.mirror);
    const share = shareOf(spent);
    const requests = { ...account.requests };
    requests[share] += spent.samples;
    requests.extra += spent.requests - spent.samples;
    accounts.set(spent.mirror, { ...account, requests, bytes: account.bytes + spent.bytes });
  }
  for (const [name, until] of await readWatermarks(world.store, PAUSE)) {
    const slug = name.slice(PAUSE.length);
    accounts.set(slug, pause(accountOf(slug), until));
  }
  return accounts;
}

function pauseOf(exchange: Exchange, now: number): number | null {
  const header = exchange.headers["retry-after"];
  if (header === undefined || exchange.status === null || !PAUSING_STATUS.has(exchange.status)) return null;
  return parseRetryAfter(header, now);
}

function toBudgetSnapshot(account: Account, { budget }: Watched, now: number): BudgetSnapshot {
  const { pausedUntil } = account;
  return {
    day: new Date(account.day).toISOString().slice(0, 10),
    requests: totalRequests(account),
    requestsMax: budget.limits.requests,
    bytes: account.bytes,
    bytesMax: budget.limits.bytes,
    cut: account.cut,
    pausedUntil: pausedUntil !== null && pausedUntil > now ? pausedUntil : null,
  };
}
