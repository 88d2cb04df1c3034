-- The clock every default, lease and timer reads: VOLATILE, so that two calls in one statement may differ.
CREATE FUNCTION millrace_now() RETURNS timestamptz
    LANGUAGE sql VOLATILE PARALLEL SAFE
    AS 'SELECT clock_timestamp()';

-- Moves the clock by a number of milliseconds (0 puts it right). It replaces millrace_now(), which only the owner of that
-- function may do, so the app's role cannot even by mistake (tests connect as the owner).
CREATE FUNCTION millrace_set_clock_offset(ms bigint) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY INVOKER
    AS $body$
BEGIN
    EXECUTE format(
        'CREATE OR REPLACE FUNCTION millrace_now() RETURNS timestamptz LANGUAGE sql VOLATILE PARALLEL SAFE AS %L',
        CASE WHEN ms = 0 THEN 'SELECT clock_timestamp()'
             ELSE format('SELECT clock_timestamp() + %L::interval', ms || ' milliseconds') END);
END
$body$;
REVOKE EXECUTE ON FUNCTION millrace_set_clock_offset(bigint) FROM PUBLIC;

-- CreateTable
CREATE TABLE "workspace" (
    "id" CHAR(26) NOT NULL,
    "name" VARCHAR(128) NOT NULL,
    "encrypt_payloads" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT millrace_now(),

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member" (
    "workspace_id" CHAR(26) NOT NULL,
    "user_id" CHAR(26) NOT NULL,
    "email" VARCHAR(320),
    "display_name" VARCHAR(128) NOT NULL,
    "role" VARCHAR(16) NOT NULL,
    "password_hash" TEXT,
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT millrace_now(),

    CONSTRAINT "member_pkey" PRIMARY KEY ("workspace_id","user_id")
);

-- CreateTable
CREATE TABLE "sign_in_link" (
    "token_hash" CHAR(64) NOT NULL,
    "workspace_id" CHAR(26) NOT NULL,
    "user_id" CHAR(26) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_link_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "api_token" (
    "id" CHAR(26) NOT NULL,
    "workspace_id" CHAR(26) NOT NULL,
    "name" VARCHAR(128) NOT NULL,
    "token_hash" CHAR(64) NOT NULL,
    "prefix" VARCHAR(16) NOT NULL,
    "scopes" TEXT[],
    "created_by" CHAR(26) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT millrace_now(),
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "variable" (
    "workspace_id" CHAR(26) NOT NULL,
    "name" VARCHAR(64) NOT NULL,
    "value" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT millrace_now(),

    CONSTRAINT "variable_pkey" PRIMARY KEY ("workspace_id","name")
);

-- CreateTable
CREATE TABLE "flow" (
    "id" VARCHAR(26) NOT NULL,
    "workspace_id" CHAR(26) NOT NULL,
    "current_rev" INTEGER NOT NULL DEFAULT 0,
    "name" VARCHAR(128) NOT NULL,
    "owner_id" CHAR(26) NOT NULL,
    "visibility" VARCHAR(32) NOT NULL DEFAULT 'workspace',
    "labels" JSONB NOT NULL DEFAULT '{}',
    "dsl_json" JSONB NOT NULL,
    "source_text" TEXT,
    "source_format" VARCHAR(8) NOT NULL DEFAULT 'json',
    "draft_version" INTEGER NOT NULL DEFAULT 1,
    "draft_hash" CHAR(64) NOT NULL,
    "error_count" INTEGER NOT NULL DEFAULT 0,
    "warning_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT millrace_now(),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT millrace_now(),
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "flow_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "flow_revision" (
    "id" CHAR(26) NOT NULL,
    "workspace_id" CHAR(26) NOT NULL,
    "flow_id" VARCHAR(26) NOT NULL,
    "rev_no" INTEGER NOT NULL,
    "dsl_json" JSONB NOT NULL,
    "source_text" TEXT,
    "source_format" VARCHAR(8) NOT NULL DEFAULT 'json',
    "snapshot_hash" CHAR(64) NOT NULL,
    "comment" TEXT,
    "created_by" CHAR(26) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT millrace_now(),

    CONSTRAINT "flow_revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "flow_snapshot" (
    "workspace_id" CHAR(26) NOT NULL,
    "hash" CHAR(64) NOT NULL,
    "dsl_json" JSONB NOT NULL,
    "types" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT millrace_now(),

    CONSTRAINT "flow_snapshot_pkey" PRIMARY KEY ("workspace_id","hash")
);

-- CreateTable
CREATE TABLE "release" (
    "flow_id" VARCHAR(26) NOT NULL,
    "workspace_id" CHAR(26) NOT NULL,
    "stable_rev_id" CHAR(26) NOT NULL,
    "canary_rev_id" CHAR(26),
    "canary_share" INTEGER NOT NULL DEFAULT 0,
    "guards" JSONB NOT NULL DEFAULT '{}',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT millrace_now(),

    CONSTRAINT "release_pkey" PRIMARY KEY ("flow_id")
);

-- CreateTable
CREATE TABLE "trigger" (
    "id" CHAR(26) NOT NULL,
    "workspace_id" CHAR(26) NOT NULL,
    "flow_id" VARCHAR(26) NOT NULL,
    "declared_id" VARCHAR(64) NOT NULL,
    "type" VARCHAR(16) NOT NULL,
    "path" VARCHAR(256),
    "config" JSONB NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT millrace_now(),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT millrace_now(),

    CONSTRAINT "trigger_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run" (
    "id" VARCHAR(32) NOT NULL,
    "workspace_id" CHAR(26) NOT NULL,
    "flow_id" VARCHAR(26) NOT NULL,
    "flow_rev_id" CHAR(26),
    "snapshot_hash" CHAR(64) NOT NULL,
    "status" VARCHAR(32) NOT NULL DEFAULT 'PENDING',
    "trigger_type" VARCHAR(32) NOT NULL,
    "trigger_id" CHAR(26),
    "started_by" VARCHAR(64),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT millrace_now(),
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "deadline_at" TIMESTAMPTZ(3),
    "metrics_json" JSONB,
    "labels" JSONB,
    "input_id" CHAR(26) NOT NULL,
    "vars_id" CHAR(26),
    "output_id" CHAR(26),
    "error_json" JSONB,
    "ended_because" VARCHAR(64),
    "epoch" BIGINT NOT NULL DEFAULT 0,
    "lease_owner" CHAR(26),
    "lease_until" TIMESTAMPTZ(3),
    "wake" BIGINT NOT NULL DEFAULT 0,
    "wake_at" TIMESTAMPTZ(3),
    "seq" BIGINT NOT NULL DEFAULT 0,
    "cancel_requested_at" TIMESTAMPTZ(3),
    "idempotency_scope" VARCHAR(64) NOT NULL,
    "idempotency_key" VARCHAR(256),
    "request_hash" CHAR(64),
    "crash_count" INTEGER NOT NULL DEFAULT 0,
    "suspect" BOOLEAN NOT NULL DEFAULT false,
    "borrowed_from" VARCHAR(32),

    CONSTRAINT "run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task_run" (
    "run_id" VARCHAR(32) NOT NULL,
    "path" VARCHAR(1024) NOT NULL,
    "workspace_id" CHAR(26) NOT NULL,
    "node_id" VARCHAR(64) NOT NULL,
    "status" VARCHAR(32) NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "first_token_ms" INTEGER,
    "input_id" CHAR(26),
    "output_id" CHAR(26),
    "preview" VARCHAR(240),
    "port" VARCHAR(64),
    "error_json" JSONB,
    "items_total" INTEGER,
    "items_done" INTEGER,
    "usage_json" JSONB,
    "settled_seq" BIGINT,

    CONSTRAINT "task_run_pkey" PRIMARY KEY ("run_id","path")
);

-- CreateTable
CREATE TABLE "attempt" (
    "run_id" VARCHAR(32) NOT NULL,
    "path" VARCHAR(1024) NOT NULL,
    "number" INTEGER NOT NULL,
    "workspace_id" CHAR(26) NOT NULL,
    "status" VARCHAR(32) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "error_json" JSONB,
    "partial_id" CHAR(26),
    "usage_json" JSONB,

    CONSTRAINT "attempt_pkey" PRIMARY KEY ("run_id","path","number")
);

-- CreateTable
CREATE TABLE "run_event" (
    "run_id" VARCHAR(32) NOT NULL,
    "seq" BIGINT NOT NULL,
    "workspace_id" CHAR(26) NOT NULL,
    "v" SMALLINT NOT NULL DEFAULT 1,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "type" VARCHAR(48) NOT NULL,
    "path" VARCHAR(1024),
    "attempt" INTEGER,
    "data" JSONB,

    CONSTRAINT "run_event_pkey" PRIMARY KEY ("run_id","seq")
);

-- CreateTable
CREATE TABLE "run_signal" (
    "run_id" VARCHAR(32) NOT NULL,
    "id" CHAR(26) NOT NULL,
    "workspace_id" CHAR(26) NOT NULL,
    "kind" VARCHAR(48) NOT NULL,
    "dedupe_key" VARCHAR(256) NOT NULL,
    "payload_id" CHAR(26),
    "data" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT millrace_now(),
    "consumed_seq" BIGINT,

    CONSTRAINT "run_signal_pkey" PRIMARY KEY ("run_id","id")
);

-- CreateTable
CREATE TABLE "run_checkpoint" (
    "run_id" VARCHAR(32) NOT NULL,
    "seq" BIGINT NOT NULL,
    "workspace_id" CHAR(26) NOT NULL,
    "state" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT millrace_now(),

    CONSTRAINT "run_checkpoint_pkey" PRIMARY KEY ("run_id","seq")
);

-- CreateTable
CREATE TABLE "payload" (
    "workspace_id" CHAR(26) NOT NULL,
    "id" CHAR(26) NOT NULL,
    "codec" VARCHAR(16) NOT NULL DEFAULT 'json',
    "key_id" CHAR(26),
    "size_bytes" INTEGER NOT NULL,
    "sha256" BYTEA NOT NULL,
    "bytes" BYTEA,

    CONSTRAINT "payload_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "payload_chunk" (
    "workspace_id" CHAR(26) NOT NULL,
    "id" CHAR(26) NOT NULL,
    "n" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "payload_chunk_pkey" PRIMARY KEY ("workspace_id","id","n")
);

-- CreateTable
CREATE TABLE "effect" (
    "run_id" VARCHAR(32) NOT NULL,
    "path" VARCHAR(1024) NOT NULL,
    "key" VARCHAR(64) NOT NULL,
    "workspace_id" CHAR(26) NOT NULL,
    "node_id" VARCHAR(64) NOT NULL,
    "kind" VARCHAR(48) NOT NULL,
    "status" VARCHAR(16) NOT NULL,
    "attempt" INTEGER NOT NULL,
    "target" VARCHAR(512),
    "receipt" JSONB,
    "intended_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    "resolution" VARCHAR(32),
    "resolved_by" CHAR(26),

    CONSTRAINT "effect_pkey" PRIMARY KEY ("run_id","path","key")
);

-- CreateTable
CREATE TABLE "usage" (
    "run_id" VARCHAR(32) NOT NULL,
    "path" VARCHAR(1024) NOT NULL,
    "attempt" INTEGER NOT NULL,
    "n" INTEGER NOT NULL,
    "workspace_id" CHAR(26) NOT NULL,
    "flow_id" VARCHAR(26) NOT NULL,
    "node_id" VARCHAR(64) NOT NULL,
    "provider" VARCHAR(64) NOT NULL,
    "model" VARCHAR(128) NOT NULL,
    "known" BOOLEAN NOT NULL DEFAULT true,
    "prompt_tokens" INTEGER NOT NULL DEFAULT 0,
    "completion_tokens" INTEGER NOT NULL DEFAULT 0,
    "cached_tokens" INTEGER NOT NULL DEFAULT 0,
    "reasoning_tokens" INTEGER NOT NULL DEFAULT 0,
    "cost_nano" BIGINT,
    "currency" CHAR(3) NOT NULL DEFAULT 'USD',
    "cost_tag" VARCHAR(64),
    "first_token_ms" INTEGER,
    "duration_ms" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "usage_pkey" PRIMARY KEY ("run_id","path","attempt","n")
);

-- CreateTable
CREATE TABLE "usage_rollup" (
    "workspace_id" CHAR(26) NOT NULL,
    "bucket" TIMESTAMPTZ(3) NOT NULL,
    "flow_id" VARCHAR(26) NOT NULL,
    "node_id" VARCHAR(64) NOT NULL,
    "provider" VARCHAR(64) NOT NULL,
    "model" VARCHAR(128) NOT NULL,
    "cost_tag" VARCHAR(64) NOT NULL DEFAULT '',
    "currency" CHAR(3) NOT NULL,
    "attempts" BIGINT NOT NULL,
    "prompt_tokens" BIGINT NOT NULL,
    "completion_tokens" BIGINT NOT NULL,
    "cached_tokens" BIGINT NOT NULL,
    "reasoning_tokens" BIGINT NOT NULL,
    "cost_nano" BIGINT NOT NULL,

    CONSTRAINT "usage_rollup_pkey" PRIMARY KEY ("workspace_id","bucket","flow_id","node_id","provider","model","cost_tag","currency")
);

-- CreateTable
CREATE TABLE "artifact" (
    "id" CHAR(26) NOT NULL,
    "workspace_id" CHAR(26) NOT NULL,
    "run_id" VARCHAR(32),
    "path" VARCHAR(1024),
    "name" VARCHAR(256) NOT NULL,
    "media_type" VARCHAR(128) NOT NULL,
    "payload_id" CHAR(26) NOT NULL,
    "size_bytes" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT millrace_now(),

    CONSTRAINT "artifact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" CHAR(26) NOT NULL,
    "workspace_id" CHAR(26) NOT NULL,
    "kind" VARCHAR(64) NOT NULL,
    "subject_id" VARCHAR(32) NOT NULL,
    "data" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT millrace_now(),
    "sent_at" TIMESTAMPTZ(3),
    "tries" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credential" (
    "id" CHAR(26) NOT NULL,
    "workspace_id" CHAR(26) NOT NULL,
    "name" VARCHAR(128) NOT NULL,
    "kind" VARCHAR(48) NOT NULL,
    "config" JSONB NOT NULL,
    "key_id" CHAR(26) NOT NULL,
    "secret" BYTEA NOT NULL,
    "created_by" CHAR(26) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT millrace_now(),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT millrace_now(),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "credential_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "data_key" (
    "id" CHAR(26) NOT NULL,
    "workspace_id" CHAR(26) NOT NULL,
    "wrapped" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT millrace_now(),
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "data_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "master_key_check" (
    "id" INTEGER NOT NULL,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "master_key_check_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_log" (
    "id" CHAR(26) NOT NULL,
    "workspace_id" CHAR(26) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT millrace_now(),
    "actor_kind" VARCHAR(16) NOT NULL,
    "actor_id" VARCHAR(64) NOT NULL,
    "action" VARCHAR(64) NOT NULL,
    "subject_kind" VARCHAR(32) NOT NULL,
    "subject_id" VARCHAR(64) NOT NULL,
    "data" JSONB,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stream_tail" (
    "run_id" VARCHAR(32) NOT NULL,
    "path" VARCHAR(1024) NOT NULL,
    "attempt" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT millrace_now(),

    CONSTRAINT "stream_tail_pkey" PRIMARY KEY ("run_id","path")
);

-- CreateIndex
CREATE UNIQUE INDEX "member_workspace_id_email_key" ON "member"("workspace_id", "email");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_token_hash_key" ON "api_token"("token_hash");

-- CreateIndex
CREATE INDEX "api_token_workspace_id_created_at_idx" ON "api_token"("workspace_id", "created_at");

-- CreateIndex
CREATE INDEX "flow_workspace_id_updated_at_idx" ON "flow"("workspace_id", "updated_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "flow_workspace_id_id_key" ON "flow"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "flow_revision_dsl_json_idx" ON "flow_revision" USING GIN ("dsl_json" jsonb_path_ops);

-- CreateIndex
CREATE UNIQUE INDEX "flow_revision_flow_id_rev_no_key" ON "flow_revision"("flow_id", "rev_no");

-- CreateIndex
CREATE UNIQUE INDEX "release_workspace_id_flow_id_key" ON "release"("workspace_id", "flow_id");

-- CreateIndex
CREATE UNIQUE INDEX "trigger_flow_id_declared_id_key" ON "trigger"("flow_id", "declared_id");

-- CreateIndex
CREATE INDEX "run_flow_rev_id_status_idx" ON "run"("flow_rev_id", "status");

-- CreateIndex
CREATE INDEX "run_workspace_id_id_idx" ON "run"("workspace_id", "id" DESC);

-- CreateIndex
CREATE INDEX "run_flow_id_id_idx" ON "run"("flow_id", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "run_workspace_id_idempotency_scope_idempotency_key_key" ON "run"("workspace_id", "idempotency_scope", "idempotency_key");

-- CreateIndex
CREATE UNIQUE INDEX "run_signal_run_id_dedupe_key_key" ON "run_signal"("run_id", "dedupe_key");

-- CreateIndex
CREATE INDEX "effect_workspace_id_status_intended_at_idx" ON "effect"("workspace_id", "status", "intended_at");

-- CreateIndex
CREATE INDEX "usage_workspace_id_at_idx" ON "usage"("workspace_id", "at");

-- CreateIndex
CREATE INDEX "artifact_workspace_id_run_id_idx" ON "artifact"("workspace_id", "run_id");

-- CreateIndex
CREATE UNIQUE INDEX "credential_workspace_id_name_key" ON "credential"("workspace_id", "name");

-- CreateIndex
CREATE INDEX "data_key_workspace_id_idx" ON "data_key"("workspace_id");

-- CreateIndex
CREATE INDEX "audit_log_workspace_id_at_idx" ON "audit_log"("workspace_id", "at");

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "flow" ADD CONSTRAINT "flow_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "flow_revision" ADD CONSTRAINT "flow_revision_workspace_id_flow_id_fkey" FOREIGN KEY ("workspace_id", "flow_id") REFERENCES "flow"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release" ADD CONSTRAINT "release_workspace_id_flow_id_fkey" FOREIGN KEY ("workspace_id", "flow_id") REFERENCES "flow"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trigger" ADD CONSTRAINT "trigger_workspace_id_flow_id_fkey" FOREIGN KEY ("workspace_id", "flow_id") REFERENCES "flow"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What follows Prisma cannot say.

-- A run's row is updated with every flush: room on the page keeps those updates out of the indexes (HOT).
ALTER TABLE "run" SET (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE "outbox" SET (fillfactor = 85);

-- The streamed text may vanish in a crash, as the stream itself does; it must not cost a WAL record per piece.
ALTER TABLE "stream_tail" SET UNLOGGED;

-- For repair and timers. The leased index is on id, not on lease_until: the renewal of a lease then stays a HOT update,
-- and the leased runs are few enough to filter.
CREATE INDEX "run_leased_idx" ON "run"("id") WHERE lease_owner IS NOT NULL;
CREATE INDEX "run_unleased_idx" ON "run"("id") WHERE lease_owner IS NULL AND status IN ('PENDING', 'RUNNING', 'COMPENSATING');
CREATE INDEX "run_due_idx" ON "run"("wake_at") WHERE status = 'WAITING';
CREATE INDEX "run_signal_unread_idx" ON "run_signal"("run_id", "id") WHERE consumed_seq IS NULL;
CREATE INDEX "outbox_unsent_idx" ON "outbox"("id") WHERE sent_at IS NULL;

-- One live data key per workspace: of two processes that make the first at once, one wins.
CREATE UNIQUE INDEX "data_key_live_key" ON "data_key"("workspace_id") WHERE retired_at IS NULL;

ALTER TABLE "run" ADD CONSTRAINT "run_status_check" CHECK (status IN
    ('PENDING', 'RUNNING', 'WAITING', 'SUCCEEDED', 'FAILED', 'CANCELLED', 'COMPENSATING', 'COMPENSATED', 'COMPENSATION_FAILED'));
ALTER TABLE "run" ADD CONSTRAINT "run_lease_check" CHECK (lease_owner IS NULL OR lease_until IS NOT NULL);
ALTER TABLE "task_run" ADD CONSTRAINT "task_run_status_check" CHECK (status IN
    ('PENDING', 'RUNNING', 'WAITING', 'SUCCEEDED', 'FAILED', 'CANCELLED', 'SKIPPED'));
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_status_check" CHECK (status IN
    ('PENDING', 'RUNNING', 'WAITING', 'SUCCEEDED', 'FAILED', 'CANCELLED', 'SKIPPED'));
ALTER TABLE "effect" ADD CONSTRAINT "effect_status_check" CHECK (status IN ('INTENDED', 'DONE', 'UNCERTAIN', 'FAILED'));
ALTER TABLE "member" ADD CONSTRAINT "member_role_check" CHECK (role IN ('owner', 'admin', 'editor', 'operator', 'viewer'));
ALTER TABLE "flow" ADD CONSTRAINT "flow_source_format_check" CHECK (source_format IN ('json', 'yaml'));
ALTER TABLE "flow_revision" ADD CONSTRAINT "flow_revision_source_format_check" CHECK (source_format IN ('json', 'yaml'));
ALTER TABLE "release" ADD CONSTRAINT "release_canary_share_check" CHECK (canary_share BETWEEN 0 AND 10000);
ALTER TABLE "payload" ADD CONSTRAINT "payload_size_check" CHECK (size_bytes >= 0);
