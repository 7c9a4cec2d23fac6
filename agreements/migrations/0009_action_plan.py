import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import arbj_portal.core.fields
import arbj_portal.core.migrating
import arbj_portal.core.period_fields


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0008_carried_objectives"),
        ("members", "0002_reference_lists"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Action",
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
                ("number", models.PositiveSmallIntegerField(verbose_name="numéro")),
                ("text", models.TextField(max_length=500, verbose_name="action")),
                ("partners", models.CharField(blank=True, max_length=300, verbose_name="avec qui")),
                (
                    "period",
                    arbj_portal.core.period_fields.PeriodField(
                        blank=True, max_length=265, null=True, verbose_name="échéancier"
                    ),
                ),
                ("means", models.TextField(blank=True, max_length=1000, verbose_name="moyens")),
                (
                    "indicator",
                    models.CharField(blank=True, max_length=300, verbose_name="indicateur"),
                ),
                (
                    "status",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("to_do", "À faire"),
                            ("in_progress", "En cours"),
                            ("done", "Faite"),
                            ("postponed", "Reportée"),
                            ("abandoned", "Abandonnée"),
                        ],
                        default="to_do",
                        max_length=24,
                        verbose_name="état",
                    ),
                ),
                (
                    "progress",
                    models.TextField(blank=True, max_length=2000, verbose_name="avancement"),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                (
                    "objective",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="agreements.objective",
                        verbose_name="objectif",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="members.organization",
                        verbose_name="organisme responsable",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="members.person",
                        verbose_name="personne responsable",
                    ),
                ),
            ],
            options={
                "verbose_name": "action",
                "ordering": ["objective_id", "number"],
            },
        ),
        migrations.CreateModel(
            name="ActionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "is_demonstration",
                    models.BooleanField(default=False, verbose_name="données de démonstration"),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="numéro")),
                ("text", models.TextField(max_length=500, verbose_name="action")),
                ("partners", models.CharField(blank=True, max_length=300, verbose_name="avec qui")),
                (
                    "period",
                    arbj_portal.core.period_fields.PeriodField(
                        blank=True, max_length=265, null=True, verbose_name="échéancier"
                    ),
                ),
                ("means", models.TextField(blank=True, max_length=1000, verbose_name="moyens")),
                (
                    "indicator",
                    models.CharField(blank=True, max_length=300, verbose_name="indicateur"),
                ),
                (
                    "status",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("to_do", "À faire"),
                            ("in_progress", "En cours"),
                            ("done", "Faite"),
                            ("postponed", "Reportée"),
                            ("abandoned", "Abandonnée"),
                        ],
                        default="to_do",
                        max_length=24,
                        verbose_name="état",
                    ),
                ),
                (
                    "progress",
                    models.TextField(blank=True, max_length=2000, verbose_name="avancement"),
                ),
                (
                    "objective",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.objective",
                        verbose_name="objectif",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.organization",
                        verbose_name="organisme responsable",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.person",
                        verbose_name="personne responsable",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="agreements.action",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlanImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("filename", models.CharField(max_length=200, verbose_name="fichier")),
                ("rows", models.JSONField(editable=False, verbose_name="lignes lues")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="lu le")),
                (
                    "taken_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="importé le"),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_imports",
                        to="agreements.agreement",
                        verbose_name="entente",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="lu par",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="importé par",
                    ),
                ),
            ],
            options={
                "verbose_name": "import d’un plan d’action",
                "verbose_name_plural": "imports de plans d’action",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="PlanImportEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("filename", models.CharField(max_length=200, verbose_name="fichier")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="lu le")),
                (
                    "taken_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="importé le"),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.agreement",
                        verbose_name="entente",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="lu par",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="agreements.planimport",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="importé par",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True),
                name="agreements_action_text",
                violation_error_message="Dites ce qui est à faire.",
            ),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__range", (1, 999))),
                name="agreements_action_number_range",
                violation_error_message="Le numéro d’une action va de 1 à 999.",
            ),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.UniqueConstraint(
                fields=("objective", "number"),
                name="agreements_action_number",
                violation_error_message="Une autre action de cet objectif porte déjà ce numéro.",
            ),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("period__isnull", True), ("period__dates__isnull", False), _connector="OR"
                ),
                name="agreements_action_period",
                violation_error_message="La période n’est pas valide.",
            ),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["to_do", "in_progress", "done"]),
                    models.Q(("progress", ""), _negated=True),
                    _connector="OR",
                ),
                name="agreements_action_explained",
                violation_error_message="Dites pourquoi l’action est reportée ou abandonnée.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="action",
            trigger=pgtrigger.compiler.Trigger(
                name="stays_with_objective",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            \n            IF NEW.objective_id <> OLD.objective_id THEN\n                RAISE EXCEPTION 'row % breaks agreements_action_stays_with_objective', COALESCE(NEW, OLD)\n                    USING ERRCODE = 'check_violation', CONSTRAINT = 'agreements_action_stays_with_objective';\n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                    hash="b0451134476e5c351e3da7b5c71ab0d9566f3b70",
                    operation='UPDATE OF "objective_id"',
                    pgid="pgtrigger_stays_with_objective_49a96",
                    table="agreements_action",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="action",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_actionevent" ("id", "indicator", "is_demonstration", "means", "number", "objective_id", "organization_id", "partners", "period", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "progress", "status", "text") VALUES (NEW."id", NEW."indicator", NEW."is_demonstration", NEW."means", NEW."number", NEW."objective_id", NEW."organization_id", NEW."partners", NEW."period", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."progress", NEW."status", NEW."text"); RETURN NULL;',
                    hash="9845aefb04b0e8807dd282f551b0a9f979f357ca",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0ebdf",
                    table="agreements_action",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="action",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."indicator" IS DISTINCT FROM (NEW."indicator") OR OLD."is_demonstration" IS DISTINCT FROM (NEW."is_demonstration") OR OLD."means" IS DISTINCT FROM (NEW."means") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."objective_id" IS DISTINCT FROM (NEW."objective_id") OR OLD."organization_id" IS DISTINCT FROM (NEW."organization_id") OR OLD."partners" IS DISTINCT FROM (NEW."partners") OR OLD."period" IS DISTINCT FROM (NEW."period") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."progress" IS DISTINCT FROM (NEW."progress") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."text" IS DISTINCT FROM (NEW."text"))',
                    func='INSERT INTO "agreements_actionevent" ("id", "indicator", "is_demonstration", "means", "number", "objective_id", "organization_id", "partners", "period", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "progress", "status", "text") VALUES (NEW."id", NEW."indicator", NEW."is_demonstration", NEW."means", NEW."number", NEW."objective_id", NEW."organization_id", NEW."partners", NEW."period", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."progress", NEW."status", NEW."text"); RETURN NULL;',
                    hash="00ed6c8e61f139a976c35ab86023e68f449d4671",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2f7c4",
                    table="agreements_action",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="action",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_actionevent" ("id", "indicator", "is_demonstration", "means", "number", "objective_id", "organization_id", "partners", "period", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "progress", "status", "text") VALUES (OLD."id", OLD."indicator", OLD."is_demonstration", OLD."means", OLD."number", OLD."objective_id", OLD."organization_id", OLD."partners", OLD."period", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."progress", OLD."status", OLD."text"); RETURN NULL;',
                    hash="961311e1aa65ffb04ad27aee4b936b6da2c0e8d3",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4d489",
                    table="agreements_action",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="planimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("taken_at__isnull", True), ("taken_by__isnull", True)),
                    models.Q(("taken_at__isnull", False), ("taken_by__isnull", False)),
                    _connector="OR",
                ),
                name="agreements_planimport_taken",
                violation_error_message="Ces deux renseignements vont ensemble.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="planimport",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_planimportevent" ("agreement_id", "created_at", "created_by_id", "filename", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taken_at", "taken_by_id") VALUES (NEW."agreement_id", NEW."created_at", NEW."created_by_id", NEW."filename", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."taken_at", NEW."taken_by_id"); RETURN NULL;',
                    hash="966341acda0c4c094b4f94657ed263948c171972",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ea130",
                    table="agreements_planimport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="planimport",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."agreement_id" IS DISTINCT FROM (NEW."agreement_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."filename" IS DISTINCT FROM (NEW."filename") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."taken_at" IS DISTINCT FROM (NEW."taken_at") OR OLD."taken_by_id" IS DISTINCT FROM (NEW."taken_by_id"))',
                    func='INSERT INTO "agreements_planimportevent" ("agreement_id", "created_at", "created_by_id", "filename", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taken_at", "taken_by_id") VALUES (NEW."agreement_id", NEW."created_at", NEW."created_by_id", NEW."filename", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."taken_at", NEW."taken_by_id"); RETURN NULL;',
                    hash="f49ac2be76f835329f3be29506166d624b7e85f9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7fec1",
                    table="agreements_planimport",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="planimport",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_planimportevent" ("agreement_id", "created_at", "created_by_id", "filename", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taken_at", "taken_by_id") VALUES (OLD."agreement_id", OLD."created_at", OLD."created_by_id", OLD."filename", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."taken_at", OLD."taken_by_id"); RETURN NULL;',
                    hash="5a248b9cf76ec8eaac6fd50c55c216c655560d60",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_389b4",
                    table="agreements_planimport",
                    when="AFTER",
                ),
            ),
        ),
    ]
    operations = arbj_portal.core.migrating.at_once(operations)
