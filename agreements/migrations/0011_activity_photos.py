import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0010_milestone_links"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="ActivityPhoto",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "alternative",
                    models.CharField(max_length=300, verbose_name="texte de remplacement"),
                ),
                ("caption", models.CharField(blank=True, max_length=200, verbose_name="légende")),
                ("credit", models.CharField(blank=True, max_length=120, verbose_name="crédit")),
                (
                    "thumbnail",
                    models.FileField(
                        editable=False, max_length=200, upload_to="%Y/%m/", verbose_name="vignette"
                    ),
                ),
                ("width", models.PositiveIntegerField(editable=False, verbose_name="largeur")),
                ("height", models.PositiveIntegerField(editable=False, verbose_name="hauteur")),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                (
                    "attachment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photo",
                        to="agreements.activitydocument",
                        verbose_name="document",
                    ),
                ),
            ],
            options={
                "verbose_name": "photo d’une activité",
                "verbose_name_plural": "photos d’activités",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ActivityPhotoEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "alternative",
                    models.CharField(max_length=300, verbose_name="texte de remplacement"),
                ),
                ("caption", models.CharField(blank=True, max_length=200, verbose_name="légende")),
                ("credit", models.CharField(blank=True, max_length=120, verbose_name="crédit")),
                ("width", models.PositiveIntegerField(editable=False, verbose_name="largeur")),
                ("height", models.PositiveIntegerField(editable=False, verbose_name="hauteur")),
                (
                    "attachment",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.activitydocument",
                        verbose_name="document",
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
                        to="agreements.activityphoto",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="activityphoto",
            constraint=models.CheckConstraint(
                condition=models.Q(("alternative", ""), _negated=True),
                name="agreements_activityphoto_alternative",
                violation_error_message="Dites ce que montre la photo à qui ne la voit pas.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activityphoto",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_activityphotoevent" ("alternative", "attachment_id", "caption", "credit", "height", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "width") VALUES (NEW."alternative", NEW."attachment_id", NEW."caption", NEW."credit", NEW."height", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."width"); RETURN NULL;',
                    hash="f028201e47bb8bc7e6c94e3ab6d92a62b73b2858",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bffba",
                    table="agreements_activityphoto",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activityphoto",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."alternative" IS DISTINCT FROM (NEW."alternative") OR OLD."attachment_id" IS DISTINCT FROM (NEW."attachment_id") OR OLD."caption" IS DISTINCT FROM (NEW."caption") OR OLD."credit" IS DISTINCT FROM (NEW."credit") OR OLD."height" IS DISTINCT FROM (NEW."height") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."width" IS DISTINCT FROM (NEW."width"))',
                    func='INSERT INTO "agreements_activityphotoevent" ("alternative", "attachment_id", "caption", "credit", "height", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "width") VALUES (NEW."alternative", NEW."attachment_id", NEW."caption", NEW."credit", NEW."height", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."width"); RETURN NULL;',
                    hash="1c2ad629e9b2df4f87a19b9146edbf65b1d1fedf",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f145c",
                    table="agreements_activityphoto",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activityphoto",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_activityphotoevent" ("alternative", "attachment_id", "caption", "credit", "height", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "width") VALUES (OLD."alternative", OLD."attachment_id", OLD."caption", OLD."credit", OLD."height", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."width"); RETURN NULL;',
                    hash="7555b0d4ed35851edc66a3600c6e2ceb656b46fb",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d8090",
                    table="agreements_activityphoto",
                    when="AFTER",
                ),
            ),
        ),
    ]
