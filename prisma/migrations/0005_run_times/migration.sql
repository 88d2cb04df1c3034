-- DropIndex
DROP INDEX "run_flow_id_id_idx";

-- DropIndex
DROP INDEX "run_workspace_id_id_idx";

-- CreateIndex
CREATE INDEX "run_workspace_id_created_at_id_idx" ON "run"("workspace_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "run_flow_id_created_at_id_idx" ON "run"("flow_id", "created_at" DESC, "id" DESC);

-- What follows Prisma cannot say.

-- Runs without labels, which most are, cost it nothing.
CREATE INDEX "run_labels_idx" ON "run" USING GIN ("labels" jsonb_path_ops) WHERE labels IS NOT NULL;
