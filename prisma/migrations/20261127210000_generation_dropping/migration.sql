ALTER TABLE "generation" ADD COLUMN "dropping_at" TIMESTAMPTZ;
