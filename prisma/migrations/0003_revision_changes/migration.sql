-- AlterTable
ALTER TABLE "flow_revision" ADD COLUMN     "changes_json" JSONB;
