import uuid

import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import arbj_portal.core.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_sql_functions"),
        ("members", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Document",
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
                ("title", models.CharField(max_length=200, verbose_name="titre")),
                (
                    "file",
                    models.FileField(
                        editable=False, max_length=200, upload_to="%Y/%m/", verbose_name="fichier"
                    ),
                ),
                (
                    "sha256",
                    models.CharField(
                        editable=False,
                        max_length=64,
                        validators=[django.core.validators.RegexValidator("^[0-9a-f]{64}$")],
                        verbose_name="empreinte SHA-256",
                    ),
                ),
                ("size", models.PositiveBigIntegerField(editable=False, verbose_name="taille")),
                (
                    "media_type",
                    models.CharField(
                        editable=False, max_length=100, verbose_name="type de contenu"
                    ),
                ),
                (
                    "visibility",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("public", "Public"),
                            ("partners", "Partenaires"),
                            ("coordination", "Coordination"),
                        ],
                        default="partners",
                        max_length=24,
                        verbose_name="visibilité",
                    ),
                ),
                ("uploaded_at", models.DateTimeField(auto_now_add=True, verbose_name="déposé le")),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="déposé par",
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
                "ordering": ["title", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="core_document_title",
                        violation_error_message="Donnez un titre au document.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                        name="core_document_sha256",
                        violation_error_message="L’empreinte du document est invalide.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "is_demonstration",
                    models.BooleanField(default=False, verbose_name="données de démonstration"),
                ),
                ("title", models.CharField(max_length=200, verbose_name="titre")),
                (
                    "file",
                    models.FileField(
                        editable=False, max_length=200, upload_to="%Y/%m/", verbose_name="fichier"
                    ),
                ),
                (
                    "sha256",
                    models.CharField(
                        editable=False,
                        max_length=64,
                        validators=[django.core.validators.RegexValidator("^[0-9a-f]{64}$")],
                        verbose_name="empreinte SHA-256",
                    ),
                ),
                ("size", models.PositiveBigIntegerField(editable=False, verbose_name="taille")),
                (
                    "media_type",
                    models.CharField(
                        editable=False, max_length=100, verbose_name="type de contenu"
                    ),
                ),
                (
                    "visibility",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("public", "Public"),
                            ("partners", "Partenaires"),
                            ("coordination", "Coordination"),
                        ],
                        default="partners",
                        max_length=24,
                        verbose_name="visibilité",
                    ),
                ),
                ("uploaded_at", models.DateTimeField(auto_now_add=True, verbose_name="déposé le")),
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
                        to="core.document",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="déposé par",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Portal",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="nom du portail")),
                (
                    "subtitle",
                    models.CharField(blank=True, max_length=120, verbose_name="sous-titre"),
                ),
                ("body_name", models.CharField(max_length=200, verbose_name="nom de l’organisme")),
                (
                    "logo",
                    models.FileField(
                        blank=True, max_length=200, upload_to="portal/", verbose_name="logo"
                    ),
                ),
                (
                    "privacy_officer",
                    models.CharField(
                        max_length=120,
                        verbose_name="responsable de la protection des renseignements personnels",
                    ),
                ),
                (
                    "privacy_email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="courriel de cette personne"
                    ),
                ),
                (
                    "privacy_phone",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="téléphone de cette personne"
                    ),
                ),
            ],
            options={
                "verbose_name": "portail",
                "verbose_name_plural": "portail",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)),
                        name="core_portal_single",
                        violation_error_message="Il n’y a qu’un portail.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="core_portal_name",
                        violation_error_message="Donnez un nom au portail.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PortalEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "id",
                    models.PositiveSmallIntegerField(default=1, editable=False, serialize=False),
                ),
                ("name", models.CharField(max_length=120, verbose_name="nom du portail")),
                (
                    "subtitle",
                    models.CharField(blank=True, max_length=120, verbose_name="sous-titre"),
                ),
                ("body_name", models.CharField(max_length=200, verbose_name="nom de l’organisme")),
                (
                    "logo",
                    models.FileField(
                        blank=True, max_length=200, upload_to="portal/", verbose_name="logo"
                    ),
                ),
                (
                    "privacy_officer",
                    models.CharField(
                        max_length=120,
                        verbose_name="responsable de la protection des renseignements personnels",
                    ),
                ),
                (
                    "privacy_email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="courriel de cette personne"
                    ),
                ),
                (
                    "privacy_phone",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="téléphone de cette personne"
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
                        to="core.portal",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                (
                    "token",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("received_at", models.DateTimeField(auto_now_add=True, verbose_name="reçu le")),
                (
                    "result_url",
                    models.CharField(blank=True, max_length=200, verbose_name="résultat"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "envoi de formulaire",
                "verbose_name_plural": "envois de formulaires",
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="portal",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "core_portalevent" ("body_name", "id", "logo", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "privacy_email", "privacy_officer", "privacy_phone", "subtitle") VALUES (NEW."body_name", NEW."id", NEW."logo", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."privacy_email", NEW."privacy_officer", NEW."privacy_phone", NEW."subtitle"); RETURN NULL;',
                    hash="95c1d221310d5ba8ea58c79e01c0c49690badf40",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8419b",
                    table="core_portal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="portal",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "core_portalevent" ("body_name", "id", "logo", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "privacy_email", "privacy_officer", "privacy_phone", "subtitle") VALUES (NEW."body_name", NEW."id", NEW."logo", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."privacy_email", NEW."privacy_officer", NEW."privacy_phone", NEW."subtitle"); RETURN NULL;',
                    hash="204ba3e106f090ef47e56f13e8e273278a8fb8cf",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b9b36",
                    table="core_portal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="portal",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "core_portalevent" ("body_name", "id", "logo", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "privacy_email", "privacy_officer", "privacy_phone", "subtitle") VALUES (OLD."body_name", OLD."id", OLD."logo", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."privacy_email", OLD."privacy_officer", OLD."privacy_phone", OLD."subtitle"); RETURN NULL;',
                    hash="4e07db983dd7eafdac081674a992f6c1b271f033",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_aa2d1",
                    table="core_portal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "core_documentevent" ("file", "id", "is_demonstration", "media_type", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "size", "title", "uploaded_at", "uploaded_by_id", "visibility") VALUES (NEW."file", NEW."id", NEW."is_demonstration", NEW."media_type", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sha256", NEW."size", NEW."title", NEW."uploaded_at", NEW."uploaded_by_id", NEW."visibility"); RETURN NULL;',
                    hash="78c12332c682032af30bef5fc0053c7f75e7a49a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b5daa",
                    table="core_document",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "core_documentevent" ("file", "id", "is_demonstration", "media_type", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "size", "title", "uploaded_at", "uploaded_by_id", "visibility") VALUES (NEW."file", NEW."id", NEW."is_demonstration", NEW."media_type", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sha256", NEW."size", NEW."title", NEW."uploaded_at", NEW."uploaded_by_id", NEW."visibility"); RETURN NULL;',
                    hash="7b0fd01334e2b953aa2b05025861e831b35da84b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_931a9",
                    table="core_document",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "core_documentevent" ("file", "id", "is_demonstration", "media_type", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "size", "title", "uploaded_at", "uploaded_by_id", "visibility") VALUES (OLD."file", OLD."id", OLD."is_demonstration", OLD."media_type", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."sha256", OLD."size", OLD."title", OLD."uploaded_at", OLD."uploaded_by_id", OLD."visibility"); RETURN NULL;',
                    hash="13bad5727b3514778e5cf0861ac49a5320138424",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_07281",
                    table="core_document",
                    when="AFTER",
                ),
            ),
        ),
    ]
