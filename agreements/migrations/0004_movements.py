import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import arbj_portal.core.fields
import arbj_portal.core.migrating
import arbj_portal.core.period_fields


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0003_status_corrections"),
        ("core", "0004_cache_table"),
        ("members", "0002_reference_lists"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Movement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "is_demonstration",
                    models.BooleanField(default=False, verbose_name="données de démonstration"),
                ),
                (
                    "kind",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("planned", "versement prévu"),
                            ("committed", "engagement"),
                            ("paid", "versement"),
                            ("used", "utilisation"),
                        ],
                        max_length=24,
                        verbose_name="mouvement",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(decimal_places=2, max_digits=12, verbose_name="montant"),
                ),
                (
                    "period",
                    arbj_portal.core.period_fields.PeriodField(
                        max_length=265, verbose_name="quand"
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="précision")),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="inscrit le")),
            ],
            options={
                "verbose_name": "mouvement",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="MovementEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "is_demonstration",
                    models.BooleanField(default=False, verbose_name="données de démonstration"),
                ),
                (
                    "kind",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("planned", "versement prévu"),
                            ("committed", "engagement"),
                            ("paid", "versement"),
                            ("used", "utilisation"),
                        ],
                        max_length=24,
                        verbose_name="mouvement",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(decimal_places=2, max_digits=12, verbose_name="montant"),
                ),
                (
                    "period",
                    arbj_portal.core.period_fields.PeriodField(
                        max_length=265, verbose_name="quand"
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="précision")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="inscrit le")),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreement",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreement",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreement",
            name="delete_delete",
        ),
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
        migrations.AddField(
            model_name="agreement",
            name="fiscal_year_month",
            field=models.PositiveSmallIntegerField(
                choices=[
                    (1, "1er janvier"),
                    (2, "1er février"),
                    (3, "1er mars"),
                    (4, "1er avril"),
                    (5, "1er mai"),
                    (6, "1er juin"),
                    (7, "1er juillet"),
                    (8, "1er août"),
                    (9, "1er septembre"),
                    (10, "1er octobre"),
                    (11, "1er novembre"),
                    (12, "1er décembre"),
                ],
                default=4,
                verbose_name="début de l’exercice",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="matching",
            field=arbj_portal.core.fields.ChoiceField(
                blank=True,
                choices=[("", "aucune"), ("equal", "chaque partie promet autant")],
                default="",
                max_length=24,
                verbose_name="règle de contribution",
            ),
        ),
        migrations.AddField(
            model_name="agreementevent",
            name="fiscal_year_month",
            field=models.PositiveSmallIntegerField(
                choices=[
                    (1, "1er janvier"),
                    (2, "1er février"),
                    (3, "1er mars"),
                    (4, "1er avril"),
                    (5, "1er mai"),
                    (6, "1er juin"),
                    (7, "1er juillet"),
                    (8, "1er août"),
                    (9, "1er septembre"),
                    (10, "1er octobre"),
                    (11, "1er novembre"),
                    (12, "1er décembre"),
                ],
                default=4,
                verbose_name="début de l’exercice",
            ),
        ),
        migrations.AddField(
            model_name="agreementevent",
            name="matching",
            field=arbj_portal.core.fields.ChoiceField(
                blank=True,
                choices=[("", "aucune"), ("equal", "chaque partie promet autant")],
                default="",
                max_length=24,
                verbose_name="règle de contribution",
            ),
        ),
        migrations.AddField(
            model_name="contribution",
            name="excess_reason",
            field=models.CharField(
                blank=True,
                help_text="Demandé où le total versé dépasse la promesse.",
                max_length=300,
                verbose_name="pourquoi plus que promis",
            ),
        ),
        migrations.AddField(
            model_name="contributionevent",
            name="excess_reason",
            field=models.CharField(
                blank=True,
                help_text="Demandé où le total versé dépasse la promesse.",
                max_length=300,
                verbose_name="pourquoi plus que promis",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_agreementevent" ("committee_id", "created_at", "earlier_id", "earlier_link", "fiscal_year_month", "id", "in_force", "is_demonstration", "kind", "matching", "next_steps", "number", "outcome", "person_in_charge_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme", "purpose", "signed", "status", "title", "visibility") VALUES (NEW."committee_id", NEW."created_at", NEW."earlier_id", NEW."earlier_link", NEW."fiscal_year_month", NEW."id", NEW."in_force", NEW."is_demonstration", NEW."kind", NEW."matching", NEW."next_steps", NEW."number", NEW."outcome", NEW."person_in_charge_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."programme", NEW."purpose", NEW."signed", NEW."status", NEW."title", NEW."visibility"); RETURN NULL;',
                    hash="0c12eb7d3ba9cd84d351d78cee80d6dc0d4e0e37",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_13a93",
                    table="agreements_agreement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."committee_id" IS DISTINCT FROM (NEW."committee_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."earlier_id" IS DISTINCT FROM (NEW."earlier_id") OR OLD."earlier_link" IS DISTINCT FROM (NEW."earlier_link") OR OLD."fiscal_year_month" IS DISTINCT FROM (NEW."fiscal_year_month") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."in_force" IS DISTINCT FROM (NEW."in_force") OR OLD."is_demonstration" IS DISTINCT FROM (NEW."is_demonstration") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."matching" IS DISTINCT FROM (NEW."matching") OR OLD."next_steps" IS DISTINCT FROM (NEW."next_steps") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."person_in_charge_id" IS DISTINCT FROM (NEW."person_in_charge_id") OR OLD."programme" IS DISTINCT FROM (NEW."programme") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."signed" IS DISTINCT FROM (NEW."signed") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."visibility" IS DISTINCT FROM (NEW."visibility"))',
                    func='INSERT INTO "agreements_agreementevent" ("committee_id", "created_at", "earlier_id", "earlier_link", "fiscal_year_month", "id", "in_force", "is_demonstration", "kind", "matching", "next_steps", "number", "outcome", "person_in_charge_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme", "purpose", "signed", "status", "title", "visibility") VALUES (NEW."committee_id", NEW."created_at", NEW."earlier_id", NEW."earlier_link", NEW."fiscal_year_month", NEW."id", NEW."in_force", NEW."is_demonstration", NEW."kind", NEW."matching", NEW."next_steps", NEW."number", NEW."outcome", NEW."person_in_charge_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."programme", NEW."purpose", NEW."signed", NEW."status", NEW."title", NEW."visibility"); RETURN NULL;',
                    hash="4c9def9ebedc3827aa1521817901eedbb4f83a82",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_36fdd",
                    table="agreements_agreement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_agreementevent" ("committee_id", "created_at", "earlier_id", "earlier_link", "fiscal_year_month", "id", "in_force", "is_demonstration", "kind", "matching", "next_steps", "number", "outcome", "person_in_charge_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme", "purpose", "signed", "status", "title", "visibility") VALUES (OLD."committee_id", OLD."created_at", OLD."earlier_id", OLD."earlier_link", OLD."fiscal_year_month", OLD."id", OLD."in_force", OLD."is_demonstration", OLD."kind", OLD."matching", OLD."next_steps", OLD."number", OLD."outcome", OLD."person_in_charge_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."programme", OLD."purpose", OLD."signed", OLD."status", OLD."title", OLD."visibility"); RETURN NULL;',
                    hash="8fbf467c74fe610141ee157502cecade5dfb8ca5",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a07e3",
                    table="agreements_agreement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contribution",
            trigger=pgtrigger.compiler.Trigger(
                name="planned_within",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            \n            IF NEW.promised < COALESCE((\n    SELECT sum(amount) FROM agreements_movement\n    WHERE contribution_id = NEW.id AND kind = 'planned'\n), 0) THEN\n                RAISE EXCEPTION 'row % breaks agreements_contribution_planned_within', COALESCE(NEW, OLD)\n                    USING ERRCODE = 'check_violation', CONSTRAINT = 'agreements_contribution_planned_within';\n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                    hash="a7d740124591982398f111dc0426cd2ca4168879",
                    operation='UPDATE OF "promised"',
                    pgid="pgtrigger_planned_within_b81ce",
                    table="agreements_contribution",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contribution",
            trigger=pgtrigger.compiler.Trigger(
                name="excess_reason",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            \n            IF NEW.excess_reason = '' AND NEW.promised < COALESCE((\n    SELECT sum(amount) FROM agreements_movement\n    WHERE contribution_id = NEW.id AND kind = 'paid'\n), 0) THEN\n                RAISE EXCEPTION 'row % breaks agreements_contribution_excess_reason', COALESCE(NEW, OLD)\n                    USING ERRCODE = 'check_violation', CONSTRAINT = 'agreements_contribution_excess_reason';\n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                    hash="de95205947f16efd8f89b304e03c88c831abfb96",
                    operation='UPDATE OF "promised", "excess_reason"',
                    pgid="pgtrigger_excess_reason_6bac6",
                    table="agreements_contribution",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contribution",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_contributionevent" ("committed", "excess_reason", "form", "id", "is_ceiling", "note", "paid", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised", "used") VALUES (NEW."committed", NEW."excess_reason", NEW."form", NEW."id", NEW."is_ceiling", NEW."note", NEW."paid", NEW."party_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."promised", NEW."used"); RETURN NULL;',
                    hash="18a4cc539f3c97f4fe3872152e1cda86145586db",
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
                    func='INSERT INTO "agreements_contributionevent" ("committed", "excess_reason", "form", "id", "is_ceiling", "note", "paid", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised", "used") VALUES (NEW."committed", NEW."excess_reason", NEW."form", NEW."id", NEW."is_ceiling", NEW."note", NEW."paid", NEW."party_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."promised", NEW."used"); RETURN NULL;',
                    hash="8e7781175e3dd0c5f316ae4ea74cb99136ca21a9",
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
                    func='INSERT INTO "agreements_contributionevent" ("committed", "excess_reason", "form", "id", "is_ceiling", "note", "paid", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised", "used") VALUES (OLD."committed", OLD."excess_reason", OLD."form", OLD."id", OLD."is_ceiling", OLD."note", OLD."paid", OLD."party_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."promised", OLD."used"); RETURN NULL;',
                    hash="7bae726ef3d639893bcc219e38f06a9dc62c6ef1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4aecc",
                    table="agreements_contribution",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("fiscal_year_month__range", (1, 12))),
                name="agreements_agreement_fiscal_year_month",
                violation_error_message="Un exercice commence un des douze mois.",
            ),
        ),
        migrations.AddField(
            model_name="movement",
            name="contribution",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="movements",
                to="agreements.contribution",
                verbose_name="contribution",
            ),
        ),
        migrations.AddField(
            model_name="movement",
            name="document",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="movements",
                to="core.document",
                verbose_name="pièce",
            ),
        ),
        migrations.AddField(
            model_name="movementevent",
            name="contribution",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="agreements.contribution",
                verbose_name="contribution",
            ),
        ),
        migrations.AddField(
            model_name="movementevent",
            name="document",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="core.document",
                verbose_name="pièce",
            ),
        ),
        migrations.AddField(
            model_name="movementevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="movementevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="agreements.movement",
            ),
        ),
        migrations.AddConstraint(
            model_name="movement",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)),
                name="agreements_movement_positive",
                violation_error_message="Un montant est plus grand que zéro.",
            ),
        ),
        migrations.AddConstraint(
            model_name="movement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("period__isnull", True), ("period__dates__isnull", False), _connector="OR"
                ),
                name="agreements_movement_period",
                violation_error_message="La période n’est pas valide.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="movement",
            trigger=pgtrigger.compiler.Trigger(
                name="stays_with_contribution",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            \n            IF NEW.contribution_id <> OLD.contribution_id THEN\n                RAISE EXCEPTION 'row % breaks agreements_movement_stays_with_contribution', COALESCE(NEW, OLD)\n                    USING ERRCODE = 'check_violation', CONSTRAINT = 'agreements_movement_stays_with_contribution';\n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                    hash="644b09de814c693fe34790070fbbfff28f9b8f5a",
                    operation='UPDATE OF "contribution_id"',
                    pgid="pgtrigger_stays_with_contribution_4eda3",
                    table="agreements_movement",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="movement",
            trigger=pgtrigger.compiler.Trigger(
                name="planned_within",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.kind = 'planned')",
                    func="\n            PERFORM FROM agreements_contribution WHERE id = NEW.contribution_id FOR NO KEY UPDATE;\n            IF EXISTS (SELECT \n    FROM agreements_contribution WHERE id = NEW.contribution_id\n    AND promised < NEW.amount + COALESCE((\n        SELECT sum(amount) FROM agreements_movement\n        WHERE contribution_id = NEW.contribution_id AND kind = NEW.kind AND id <> NEW.id\n    ), 0)\n) THEN\n                RAISE EXCEPTION 'row % breaks agreements_movement_planned_within', COALESCE(NEW, OLD)\n                    USING ERRCODE = 'check_violation', CONSTRAINT = 'agreements_movement_planned_within';\n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                    hash="92639e99ac19b1dec927c041c6266a421291bc49",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_planned_within_cca0b",
                    table="agreements_movement",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="movement",
            trigger=pgtrigger.compiler.Trigger(
                name="excess_reason",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.kind = 'paid')",
                    func="\n            PERFORM FROM agreements_contribution WHERE id = NEW.contribution_id FOR NO KEY UPDATE;\n            IF EXISTS (SELECT \n    FROM agreements_contribution WHERE id = NEW.contribution_id\n    AND promised < NEW.amount + COALESCE((\n        SELECT sum(amount) FROM agreements_movement\n        WHERE contribution_id = NEW.contribution_id AND kind = NEW.kind AND id <> NEW.id\n    ), 0)\n AND excess_reason = '') THEN\n                RAISE EXCEPTION 'row % breaks agreements_movement_excess_reason', COALESCE(NEW, OLD)\n                    USING ERRCODE = 'check_violation', CONSTRAINT = 'agreements_movement_excess_reason';\n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                    hash="0c3fa34450b07ef14654253a91339252be964b5c",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_excess_reason_b6d78",
                    table="agreements_movement",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="movement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_movementevent" ("amount", "contribution_id", "created_at", "document_id", "id", "is_demonstration", "kind", "note", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."amount", NEW."contribution_id", NEW."created_at", NEW."document_id", NEW."id", NEW."is_demonstration", NEW."kind", NEW."note", NEW."period", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="8f95a4620b66c0bd9157fa96762e4d3fc9ad73ef",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bd8a5",
                    table="agreements_movement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="movement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."contribution_id" IS DISTINCT FROM (NEW."contribution_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."document_id" IS DISTINCT FROM (NEW."document_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_demonstration" IS DISTINCT FROM (NEW."is_demonstration") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."period" IS DISTINCT FROM (NEW."period"))',
                    func='INSERT INTO "agreements_movementevent" ("amount", "contribution_id", "created_at", "document_id", "id", "is_demonstration", "kind", "note", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."amount", NEW."contribution_id", NEW."created_at", NEW."document_id", NEW."id", NEW."is_demonstration", NEW."kind", NEW."note", NEW."period", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="af7fb0182de44ce9438612d263368f7f35469a43",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a19ec",
                    table="agreements_movement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="movement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_movementevent" ("amount", "contribution_id", "created_at", "document_id", "id", "is_demonstration", "kind", "note", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."amount", OLD."contribution_id", OLD."created_at", OLD."document_id", OLD."id", OLD."is_demonstration", OLD."kind", OLD."note", OLD."period", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="4725e8406fd5e3d3d41c983e70491fe0021adf37",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ea8d6",
                    table="agreements_movement",
                    when="AFTER",
                ),
            ),
        ),
    ]
    operations = arbj_portal.core.migrating.at_once(operations)
