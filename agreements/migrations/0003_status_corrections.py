import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0002_status_document"),
        ("core", "0004_cache_table"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreement",
            name="last_status",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="statuschange",
            name="last_is_the_status",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="statuschange",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="statuschange",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="statuschange",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="statuschange",
            name="corrected_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="corrigé le"
            ),
        ),
        migrations.AddField(
            model_name="statuschange",
            name="corrected_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="corrigé par",
            ),
        ),
        migrations.AddField(
            model_name="statuschange",
            name="correction",
            field=models.TextField(
                blank=True, max_length=2000, verbose_name="motif de la correction"
            ),
        ),
        migrations.AddField(
            model_name="statuschange",
            name="is_withdrawn",
            field=models.BooleanField(default=False, editable=False, verbose_name="retiré"),
        ),
        migrations.AddField(
            model_name="statuschangeevent",
            name="corrected_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="corrigé le"
            ),
        ),
        migrations.AddField(
            model_name="statuschangeevent",
            name="corrected_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="corrigé par",
            ),
        ),
        migrations.AddField(
            model_name="statuschangeevent",
            name="correction",
            field=models.TextField(
                blank=True, max_length=2000, verbose_name="motif de la correction"
            ),
        ),
        migrations.AddField(
            model_name="statuschangeevent",
            name="is_withdrawn",
            field=models.BooleanField(default=False, editable=False, verbose_name="retiré"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="last_status",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.status <> OLD.status)",
                    func="\n            \n            IF NEW.status IS DISTINCT FROM (\n                    SELECT status FROM agreements_statuschange\n                    WHERE agreement_id = NEW.id AND NOT is_withdrawn ORDER BY id DESC LIMIT 1\n                ) THEN\n                RAISE EXCEPTION 'row % breaks agreements_agreement_last_status', COALESCE(NEW, OLD)\n                    USING ERRCODE = 'check_violation', CONSTRAINT = 'agreements_agreement_last_status';\n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                    hash="aeff6c4f957c2b3ba46c1e49ce2c11747ae90dc4",
                    operation='UPDATE OF "status"',
                    pgid="pgtrigger_last_status_ce1f2",
                    table="agreements_agreement",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statuschange",
            trigger=pgtrigger.compiler.Trigger(
                name="last_is_the_status",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    PERFORM FROM agreements_agreement\n                    WHERE id = COALESCE(NEW.agreement_id, OLD.agreement_id) FOR NO KEY UPDATE;\n                    UPDATE agreements_agreement agreement SET status = last.status\n                    FROM (\n                        SELECT agreement_id, status FROM agreements_statuschange\n                        WHERE agreement_id = COALESCE(NEW.agreement_id, OLD.agreement_id)\n                        AND NOT is_withdrawn\n                        ORDER BY id DESC LIMIT 1\n                    ) last\n                    WHERE agreement.id = last.agreement_id AND agreement.status <> last.status;\n                    RETURN NULL;\n                ",
                    hash="e3fe8bd3b34f6099008a1e652c8cb682c6a4fdfd",
                    operation='INSERT OR UPDATE OF "status", "is_withdrawn" OR DELETE',
                    pgid="pgtrigger_last_is_the_status_a75d2",
                    table="agreements_statuschange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statuschange",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_statuschangeevent" ("agreement_id", "author_id", "corrected_at", "corrected_by_id", "correction", "document_id", "effective", "id", "is_withdrawn", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "status") VALUES (NEW."agreement_id", NEW."author_id", NEW."corrected_at", NEW."corrected_by_id", NEW."correction", NEW."document_id", NEW."effective", NEW."id", NEW."is_withdrawn", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."recorded_at", NEW."status"); RETURN NULL;',
                    hash="ef17f7b89661e10aaf04dc7155eefb07efc5428e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d242a",
                    table="agreements_statuschange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statuschange",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreements_statuschangeevent" ("agreement_id", "author_id", "corrected_at", "corrected_by_id", "correction", "document_id", "effective", "id", "is_withdrawn", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "status") VALUES (NEW."agreement_id", NEW."author_id", NEW."corrected_at", NEW."corrected_by_id", NEW."correction", NEW."document_id", NEW."effective", NEW."id", NEW."is_withdrawn", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."recorded_at", NEW."status"); RETURN NULL;',
                    hash="e5a769318ad5918ab960cd8e94e5d39a3fda9774",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5754f",
                    table="agreements_statuschange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statuschange",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_statuschangeevent" ("agreement_id", "author_id", "corrected_at", "corrected_by_id", "correction", "document_id", "effective", "id", "is_withdrawn", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "status") VALUES (OLD."agreement_id", OLD."author_id", OLD."corrected_at", OLD."corrected_by_id", OLD."correction", OLD."document_id", OLD."effective", OLD."id", OLD."is_withdrawn", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."recorded_at", OLD."status"); RETURN NULL;',
                    hash="0384eecdb585a66bcb5c15943ed8ed88433aee67",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ffdac",
                    table="agreements_statuschange",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="statuschange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("corrected_at__isnull", True), ("corrected_by__isnull", True)),
                    models.Q(("corrected_at__isnull", False), ("corrected_by__isnull", False)),
                    _connector="OR",
                ),
                name="agreements_statuschange_corrected",
                violation_error_message="Ces deux renseignements vont ensemble.",
            ),
        ),
        migrations.AddConstraint(
            model_name="statuschange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("corrected_at__isnull", True), ("correction", ""), ("is_withdrawn", False)
                    ),
                    models.Q(
                        ("corrected_at__isnull", False), models.Q(("correction", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="agreements_statuschange_correction",
                violation_error_message="Une correction dit pourquoi elle est faite.",
            ),
        ),
    ]
