-- AlterTable
ALTER TABLE "attempt" ADD COLUMN     "first_token_ms" INTEGER;

-- AlterTable
ALTER TABLE "usage" ADD COLUMN     "cache_write_tokens" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "partial" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "saved_nano" BIGINT;

-- CreateTable
CREATE TABLE "model_price" (
    "id" CHAR(26) NOT NULL,
    "workspace_id" CHAR(26) NOT NULL,
    "provider" VARCHAR(64) NOT NULL,
    "model" VARCHAR(128) NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "prompt_nano" BIGINT NOT NULL,
    "cached_nano" BIGINT NOT NULL,
    "cache_write_nano" BIGINT NOT NULL,
    "completion_nano" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL DEFAULT 'USD',
    "source" VARCHAR(256) NOT NULL DEFAULT '',
    "created_by" CHAR(26) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT millrace_now(),

    CONSTRAINT "model_price_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saved_filter" (
    "id" CHAR(26) NOT NULL,
    "workspace_id" CHAR(26) NOT NULL,
    "user_id" CHAR(26) NOT NULL,
    "page" VARCHAR(32) NOT NULL,
    "name" VARCHAR(64) NOT NULL,
    "query" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT millrace_now(),

    CONSTRAINT "saved_filter_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "model_price_workspace_id_provider_model_valid_from_key" ON "model_price"("workspace_id", "provider", "model", "valid_from");

-- CreateIndex
CREATE UNIQUE INDEX "saved_filter_workspace_id_user_id_page_name_key" ON "saved_filter"("workspace_id", "user_id", "page", "name");
