import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0005_amounts_as_movements"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="contribution",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="contribution",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="contribution",
            name="delete_delete",
        ),
        migrations.RemoveConstraint(
            model_name="contribution",
            name="agreements_contribution_not_negative",
        ),
        migrations.RemoveField(
            model_name="contributionevent",
            name="committed",
        ),
        migrations.RemoveField(
            model_name="contributionevent",
            name="paid",
        ),
        migrations.RemoveField(
            model_name="contributionevent",
            name="used",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contribution",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_contributionevent" ("excess_reason", "form", "id", "is_ceiling", "note", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised") VALUES (NEW."excess_reason", NEW."form", NEW."id", NEW."is_ceiling", NEW."note", NEW."party_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."promised"); RETURN NULL;',
                    hash="8bb9c645b6271c9f67d5531200e4fc768f1258f5",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4ae5a",
                    table="agreements_contribution",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contribution",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreements_contributionevent" ("excess_reason", "form", "id", "is_ceiling", "note", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised") VALUES (NEW."excess_reason", NEW."form", NEW."id", NEW."is_ceiling", NEW."note", NEW."party_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."promised"); RETURN NULL;',
                    hash="6c32d244b3a8942faf53d1e08eb7f75d76c0d5eb",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c054b",
                    table="agreements_contribution",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contribution",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_contributionevent" ("excess_reason", "form", "id", "is_ceiling", "note", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised") VALUES (OLD."excess_reason", OLD."form", OLD."id", OLD."is_ceiling", OLD."note", OLD."party_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."promised"); RETURN NULL;',
                    hash="b94aa8eb92c0070f339c05f3a55b51b289f7028c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4aecc",
                    table="agreements_contribution",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("promised__isnull", True), ("promised__gte", 0), _connector="OR"
                ),
                name="agreements_contribution_not_negative",
                violation_error_message="Un montant ne peut pas être négatif.",
            ),
        ),
        migrations.RemoveField(
            model_name="contribution",
            name="committed",
        ),
        migrations.RemoveField(
            model_name="contribution",
            name="paid",
        ),
        migrations.RemoveField(
            model_name="contribution",
            name="used",
        ),
    ]
