-- AlterTable
ALTER TABLE "model_price" ADD COLUMN     "long_above" INTEGER,
ADD COLUMN     "long_cache_write_nano" BIGINT,
ADD COLUMN     "long_cached_nano" BIGINT,
ADD COLUMN     "long_completion_nano" BIGINT,
ADD COLUMN     "long_prompt_nano" BIGINT,
ADD COLUMN     "valid_until" TIMESTAMPTZ(3);
