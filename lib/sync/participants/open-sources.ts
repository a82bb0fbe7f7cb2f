import { connectionMongodb } from './connection/mongodb.ts';
import { recommendationMongodb } from './recommendation/mongodb.ts';
import type { Sources } from './sources.ts';
import type { PopulationSize } from './synthetic/population.ts';
import { syntheticConnection, syntheticRecommendation, syntheticTcs } from './synthetic/sources.ts';
import { tcsMysql } from './tcs/mysql.ts';

export interface SourcesConfig {
  /** `TCS_DATABASE_URL`; absent: synthetic. */
  readonly tcsDatabaseUrl?: string;
  /** `REVAL_MONGODB_URL`; absent: synthetic. */
  readonly revalMongodbUrl?: string;
  readonly synthetic: PopulationSize;
  /**
   * How long a real database may take to respond before it counts as lost; each has its own
   * default.
   */
  readonly respondWithinMs?: number;
}

/** Connects to nothing yet: each source does at its first question. */
export function openSources({
  tcsDatabaseUrl,
  revalMongodbUrl,
  synthetic,
  respondWithinMs: respondWithinMs,
}: SourcesConfig): Sources {
  return {
    tcs:
      tcsDatabaseUrl === undefined
        ? syntheticTcs(synthetic)
        : tcsMysql(tcsDatabaseUrl, respondWithinMs),
    recommendation:
      revalMongodbUrl === undefined
        ? syntheticRecommendation(synthetic)
        : recommendationMongodb(revalMongodbUrl, respondWithinMs),
    connection:
      revalMongodbUrl === undefined
        ? syntheticConnection(synthetic)
        : connectionMongodb(revalMongodbUrl, respondWithinMs),
  };
}

export async function closeSources(sources: Sources): Promise<void> {
  await Promise.all([
    sources.tcs.close(),
    sources.recommendation.close(),
    sources.connection.close(),
  ]);
}
