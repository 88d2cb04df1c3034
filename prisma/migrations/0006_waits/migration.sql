-- AlterTable
ALTER TABLE "task_run" ADD COLUMN     "approvers" VARCHAR(128)[] DEFAULT ARRAY[]::VARCHAR(128)[],
ADD COLUMN     "wait_seq" BIGINT,
ADD COLUMN     "waits_for" VARCHAR(16);

-- Only open waits for people are in it; it names no column that light tasks change, so their updates stay cheap.
CREATE INDEX "task_run_approval_idx" ON "task_run"("workspace_id", "run_id", "path") WHERE waits_for = 'person';
