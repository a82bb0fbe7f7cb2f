import type { RunningConsole } from '#lib/testing/processes/running-console.ts';

const countedTimes = 15;

export function p95(times: readonly number[]): number | null {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? null;
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}

/** Somebody who is signed in to a built console. */
export class Visitor {
  readonly #console: RunningConsole;
  readonly #cookie: string;

  constructor(running: RunningConsole, cookie: string) {
    this.#console = running;
    this.#cookie = cookie;
  }

  /** Milliseconds until the whole response is there. */
  async visit(page: string): Promise<number> {
    const startedAt = performance.now();
    const response = await fetch(this.#console.address + page, {
      headers: { cookie: this.#cookie },
      redirect: 'manual',
    });
    await response.arrayBuffer();
    if (response.status !== 200) throw new Error(`${page} returns ${response.status}`);
    return performance.now() - startedAt;
  }

  async visits(page: string, times: number): Promise<number[]> {
    const took: number[] = [];
    for (let time = 0; time < times; time++) took.push(await this.visit(page));
    return took;
  }

  /** Those of requests alone. */
  async statements(): Promise<number> {
    const measures = await (await fetch(`${this.#console.address}/api/metrics`)).text();
    const valueOf = (name: string): number =>
      Number(new RegExp(`^${name} (\\d+)`, 'm').exec(measures)?.[1]);
    return (
      valueOf('console_sql_statements_total') - valueOf('console_sql_background_statements_total')
    );
  }

  /** What one visit asks of the database; the median of several. */
  async statementsOf(page: string): Promise<number | null> {
    return median(await this.#countStatements(page));
  }

  async #countStatements(page: string): Promise<number[]> {
    const counts: number[] = [];
    for (let time = 0; time < countedTimes; time++) {
      const before = await this.statements();
      await this.visit(page);
      counts.push((await this.statements()) - before);
    }
    return counts.filter((count) => !Number.isNaN(count));
  }
}
