import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import arbj_portal.core.migrating


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0009_action_plan"),
        ("core", "0004_cache_table"),
        ("members", "0002_reference_lists"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="MilestoneDependency",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
            options={
                "verbose_name": "attente d’un jalon",
                "verbose_name_plural": "attentes de jalons",
                "ordering": ["depends_on__position", "depends_on_id"],
            },
        ),
        migrations.CreateModel(
            name="MilestoneDependencyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MilestoneDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
            options={
                "verbose_name": "preuve d’un jalon",
                "verbose_name_plural": "preuves de jalons",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="MilestoneDocumentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MilestoneReminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="jour")),
            ],
            options={
                "verbose_name": "rappel d’un jalon",
                "verbose_name_plural": "rappels de jalons",
                "ordering": ["milestone", "day", "id"],
            },
        ),
        migrations.CreateModel(
            name="MilestoneReminderEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("day", models.DateField(verbose_name="jour")),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="milestone",
            trigger=pgtrigger.compiler.Trigger(
                name="stays_with_agreement",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            \n            IF NEW.agreement_id <> OLD.agreement_id THEN\n                RAISE EXCEPTION 'row % breaks agreements_milestone_stays_with_agreement', COALESCE(NEW, OLD)\n                    USING ERRCODE = 'check_violation', CONSTRAINT = 'agreements_milestone_stays_with_agreement';\n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                    hash="e139a1b940549b36088332890df3f255cc67a4f6",
                    operation='UPDATE OF "agreement_id"',
                    pgid="pgtrigger_stays_with_agreement_19d07",
                    table="agreements_milestone",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddField(
            model_name="milestonedependency",
            name="depends_on",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="dependents",
                to="agreements.milestone",
                verbose_name="jalon attendu",
            ),
        ),
        migrations.AddField(
            model_name="milestonedependency",
            name="milestone",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="dependencies",
                to="agreements.milestone",
                verbose_name="jalon",
            ),
        ),
        migrations.AddField(
            model_name="milestonedependencyevent",
            name="depends_on",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="agreements.milestone",
                verbose_name="jalon attendu",
            ),
        ),
        migrations.AddField(
            model_name="milestonedependencyevent",
            name="milestone",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="agreements.milestone",
                verbose_name="jalon",
            ),
        ),
        migrations.AddField(
            model_name="milestonedependencyevent",
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
            model_name="milestonedependencyevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="agreements.milestonedependency",
            ),
        ),
        migrations.AddField(
            model_name="milestonedocument",
            name="attachment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proves",
                to="agreements.agreementdocument",
                verbose_name="document",
            ),
        ),
        migrations.AddField(
            model_name="milestonedocument",
            name="milestone",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="proofs",
                to="agreements.milestone",
                verbose_name="jalon",
            ),
        ),
        migrations.AddField(
            model_name="milestonedocumentevent",
            name="attachment",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="agreements.agreementdocument",
                verbose_name="document",
            ),
        ),
        migrations.AddField(
            model_name="milestonedocumentevent",
            name="milestone",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="agreements.milestone",
                verbose_name="jalon",
            ),
        ),
        migrations.AddField(
            model_name="milestonedocumentevent",
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
            model_name="milestonedocumentevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="agreements.milestonedocument",
            ),
        ),
        migrations.AddField(
            model_name="milestonereminder",
            name="message",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="milestone_reminders",
                to="core.outgoingmessage",
                verbose_name="courriel",
            ),
        ),
        migrations.AddField(
            model_name="milestonereminder",
            name="milestone",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reminders",
                to="agreements.milestone",
                verbose_name="jalon",
            ),
        ),
        migrations.AddField(
            model_name="milestonereminder",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="milestone_reminders",
                to="members.person",
                verbose_name="personne",
            ),
        ),
        migrations.AddField(
            model_name="milestonereminderevent",
            name="message",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="core.outgoingmessage",
                verbose_name="courriel",
            ),
        ),
        migrations.AddField(
            model_name="milestonereminderevent",
            name="milestone",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="agreements.milestone",
                verbose_name="jalon",
            ),
        ),
        migrations.AddField(
            model_name="milestonereminderevent",
            name="person",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="members.person",
                verbose_name="personne",
            ),
        ),
        migrations.AddField(
            model_name="milestonereminderevent",
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
            model_name="milestonereminderevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="agreements.milestonereminder",
            ),
        ),
        migrations.AddConstraint(
            model_name="milestonedependency",
            constraint=models.UniqueConstraint(
                fields=("milestone", "depends_on"),
                name="agreements_milestonedependency_unique",
                violation_error_message="Ce jalon attend déjà celui-là.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="milestonedependency",
            trigger=pgtrigger.compiler.Trigger(
                name="same_agreement",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            \n            IF NOT EXISTS (\n                    SELECT FROM agreements_milestone one\n                    JOIN agreements_milestone other USING (agreement_id)\n                    WHERE one.id = NEW.milestone_id AND other.id = NEW.depends_on_id\n                ) THEN\n                RAISE EXCEPTION 'row % breaks agreements_milestonedependency_same_agreement', COALESCE(NEW, OLD)\n                    USING ERRCODE = 'check_violation', CONSTRAINT = 'agreements_milestonedependency_same_agreement';\n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                    hash="c0e9534477dbedddc9e7ca0e7ca6d0705a13d7f0",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_same_agreement_c6e7f",
                    table="agreements_milestonedependency",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="milestonedependency",
            trigger=pgtrigger.compiler.Trigger(
                name="no_cycle",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            PERFORM pg_advisory_xact_lock(hashtext('agreements_milestone_no_cycle'));\n            IF EXISTS (\n                    WITH RECURSIVE chain(id) AS (\n                        SELECT NEW.depends_on_id\n                        UNION\n                        SELECT link.depends_on_id FROM agreements_milestonedependency link\n                        JOIN chain ON link.milestone_id = chain.id\n                    )\n                    SELECT FROM chain WHERE id = NEW.milestone_id\n                ) THEN\n                RAISE EXCEPTION 'row % breaks agreements_milestonedependency_no_cycle', COALESCE(NEW, OLD)\n                    USING ERRCODE = 'check_violation', CONSTRAINT = 'agreements_milestonedependency_no_cycle';\n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                    hash="aff54254e5547ca9996f2c3d1d3f462a1df9f9fb",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_no_cycle_3c762",
                    table="agreements_milestonedependency",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="milestonedependency",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_milestonedependencyevent" ("depends_on_id", "id", "milestone_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."depends_on_id", NEW."id", NEW."milestone_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="f8a60da27846a3c506ddad1af1a82965678ebbc9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7ce97",
                    table="agreements_milestonedependency",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="milestonedependency",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreements_milestonedependencyevent" ("depends_on_id", "id", "milestone_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."depends_on_id", NEW."id", NEW."milestone_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="1dec54a2eb169a6a42a3056215dd9789b54f15aa",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8fa94",
                    table="agreements_milestonedependency",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="milestonedependency",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_milestonedependencyevent" ("depends_on_id", "id", "milestone_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."depends_on_id", OLD."id", OLD."milestone_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="ec12faf16cd86e4452cbf35f4e0332566685ab22",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2f8e7",
                    table="agreements_milestonedependency",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="milestonedocument",
            constraint=models.UniqueConstraint(
                fields=("milestone", "attachment"),
                name="agreements_milestonedocument_unique",
                violation_error_message="Ce document est déjà une preuve du jalon.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="milestonedocument",
            trigger=pgtrigger.compiler.Trigger(
                name="same_agreement",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            \n            IF NOT EXISTS (\n                    SELECT FROM agreements_milestone milestone\n                    JOIN agreements_agreementdocument attachment USING (agreement_id)\n                    WHERE milestone.id = NEW.milestone_id AND attachment.id = NEW.attachment_id\n                ) THEN\n                RAISE EXCEPTION 'row % breaks agreements_milestonedocument_same_agreement', COALESCE(NEW, OLD)\n                    USING ERRCODE = 'check_violation', CONSTRAINT = 'agreements_milestonedocument_same_agreement';\n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                    hash="ba96452d91a26820f847692b51f603f7ea2aa12f",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_same_agreement_06cfa",
                    table="agreements_milestonedocument",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="milestonedocument",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_milestonedocumentevent" ("attachment_id", "id", "milestone_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."attachment_id", NEW."id", NEW."milestone_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="5b719bf7423806a89412b9de8dc6dcb6b77785c8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_412aa",
                    table="agreements_milestonedocument",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="milestonedocument",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreements_milestonedocumentevent" ("attachment_id", "id", "milestone_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."attachment_id", NEW."id", NEW."milestone_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="4cc169d7f8a47f464f82d82420c64b53df08de4c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8175d",
                    table="agreements_milestonedocument",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="milestonedocument",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_milestonedocumentevent" ("attachment_id", "id", "milestone_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."attachment_id", OLD."id", OLD."milestone_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="7fdc6daf3d3e6f741a56b6476f4a430e10409bcf",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_85180",
                    table="agreements_milestonedocument",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="milestonereminder",
            constraint=models.UniqueConstraint(
                fields=("milestone", "person", "day"),
                name="agreements_milestonereminder_once",
                violation_error_message="Cette personne a déjà reçu un rappel aujourd’hui.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="milestonereminder",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_milestonereminderevent" ("day", "id", "message_id", "milestone_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."day", NEW."id", NEW."message_id", NEW."milestone_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="2963d8553a64f50c899002d00587d338adee5e99",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_73fcd",
                    table="agreements_milestonereminder",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="milestonereminder",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreements_milestonereminderevent" ("day", "id", "message_id", "milestone_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."day", NEW."id", NEW."message_id", NEW."milestone_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="2e7db6df6a2833f187e34a6c74ffd0203d83b822",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e0eff",
                    table="agreements_milestonereminder",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="milestonereminder",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_milestonereminderevent" ("day", "id", "message_id", "milestone_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."day", OLD."id", OLD."message_id", OLD."milestone_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="86a6cb003bb107dad030b9bf813259ef2e2a55ab",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c13a5",
                    table="agreements_milestonereminder",
                    when="AFTER",
                ),
            ),
        ),
    ]
    operations = arbj_portal.core.migrating.at_once(operations)
