import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import arbj_portal.core.fields


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_newest_documents"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MessageFileEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=200, verbose_name="nom")),
                ("media_type", models.CharField(max_length=200, verbose_name="type de contenu")),
                ("size", models.PositiveIntegerField(verbose_name="taille")),
                ("sha256", models.CharField(max_length=64, verbose_name="empreinte SHA-256")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OutgoingMessage",
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
                    "recipient_name",
                    models.CharField(blank=True, max_length=200, verbose_name="destinataire"),
                ),
                ("recipient_address", models.EmailField(max_length=254, verbose_name="adresse")),
                (
                    "reply_to",
                    models.EmailField(blank=True, max_length=254, verbose_name="réponse à"),
                ),
                ("subject", models.CharField(max_length=300, verbose_name="sujet")),
                ("text", models.TextField(verbose_name="texte")),
                (
                    "about",
                    models.CharField(blank=True, max_length=200, verbose_name="page concernée"),
                ),
                (
                    "about_title",
                    models.CharField(blank=True, max_length=200, verbose_name="ce qu’il concerne"),
                ),
                (
                    "message_id",
                    models.CharField(
                        max_length=200, unique=True, verbose_name="identifiant du courriel"
                    ),
                ),
                (
                    "state",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("queued", "En attente"),
                            ("sent", "Envoyé"),
                            ("failed", "Non remis"),
                            ("withdrawn", "Retiré avant l’envoi"),
                            ("kept", "Gardé ici, sans envoi"),
                        ],
                        default="queued",
                        max_length=24,
                        verbose_name="état",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="essais")),
                (
                    "next_attempt_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="prochain essai"),
                ),
                ("last_error", models.TextField(blank=True, verbose_name="dernier refus")),
                (
                    "queued_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="demandé le"
                    ),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="envoyé le")),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
                ),
            ],
            options={
                "verbose_name": "courriel",
                "ordering": ["-queued_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="OutgoingMessageEvent",
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
                    "recipient_name",
                    models.CharField(blank=True, max_length=200, verbose_name="destinataire"),
                ),
                ("recipient_address", models.EmailField(max_length=254, verbose_name="adresse")),
                (
                    "reply_to",
                    models.EmailField(blank=True, max_length=254, verbose_name="réponse à"),
                ),
                ("subject", models.CharField(max_length=300, verbose_name="sujet")),
                (
                    "about",
                    models.CharField(blank=True, max_length=200, verbose_name="page concernée"),
                ),
                (
                    "about_title",
                    models.CharField(blank=True, max_length=200, verbose_name="ce qu’il concerne"),
                ),
                (
                    "message_id",
                    models.CharField(max_length=200, verbose_name="identifiant du courriel"),
                ),
                (
                    "state",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("queued", "En attente"),
                            ("sent", "Envoyé"),
                            ("failed", "Non remis"),
                            ("withdrawn", "Retiré avant l’envoi"),
                            ("kept", "Gardé ici, sans envoi"),
                        ],
                        default="queued",
                        max_length=24,
                        verbose_name="état",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="essais")),
                (
                    "next_attempt_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="prochain essai"),
                ),
                ("last_error", models.TextField(blank=True, verbose_name="dernier refus")),
                (
                    "queued_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="demandé le"
                    ),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="envoyé le")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MessageFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="nom")),
                ("media_type", models.CharField(max_length=200, verbose_name="type de contenu")),
                ("content", models.BinaryField(verbose_name="contenu")),
                ("size", models.PositiveIntegerField(verbose_name="taille")),
                ("sha256", models.CharField(max_length=64, verbose_name="empreinte SHA-256")),
            ],
            options={
                "verbose_name": "fichier joint",
                "verbose_name_plural": "fichiers joints",
                "ordering": ["name", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="core_messagefile_name",
                        violation_error_message="Donnez un nom au fichier.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("name__regex", "[\\n\\v\\f\\r\\u001c-\\u001e\\u0085\\u2028\\u2029]"),
                            (
                                "media_type__regex",
                                "[\\n\\v\\f\\r\\u001c-\\u001e\\u0085\\u2028\\u2029]",
                            ),
                            _connector="OR",
                            _negated=True,
                        ),
                        name="core_messagefile_one_line",
                        violation_error_message="Ce texte tient sur une ligne.",
                    ),
                    models.UniqueConstraint(
                        fields=("sha256", "name", "media_type"),
                        name="core_messagefile_once",
                        violation_error_message="Ce fichier est déjà gardé.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "sha256",
                                models.Func(
                                    models.Func(models.F("content"), function="sha256"),
                                    models.Value("hex"),
                                    function="encode",
                                    output_field=models.CharField(),
                                ),
                            ),
                            (
                                "size",
                                models.Func(
                                    models.F("content"),
                                    function="length",
                                    output_field=models.IntegerField(),
                                ),
                            ),
                        ),
                        name="core_messagefile_fingerprint",
                        violation_error_message="L’empreinte et la taille sont celles du contenu.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="messagefile",
            trigger=pgtrigger.compiler.Trigger(
                name="unchanged",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            \n            IF (NEW.name, NEW.media_type, NEW.content) IS DISTINCT FROM (OLD.name, OLD.media_type, OLD.content) THEN\n                RAISE EXCEPTION 'row % breaks core_messagefile_unchanged', COALESCE(NEW, OLD)\n                    USING ERRCODE = 'check_violation', CONSTRAINT = 'core_messagefile_unchanged';\n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                    hash="42b22c0c032f4b231d76d2caa5ee114d9dfb7b26",
                    operation="UPDATE",
                    pgid="pgtrigger_unchanged_cd5ee",
                    table="core_messagefile",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="messagefile",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "core_messagefileevent" ("id", "media_type", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "size") VALUES (NEW."id", NEW."media_type", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sha256", NEW."size"); RETURN NULL;',
                    hash="895bb135eead001a2d225c963b30ee2e2e6742c2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ffcea",
                    table="core_messagefile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="messagefile",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."media_type" IS DISTINCT FROM (NEW."media_type") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."size" IS DISTINCT FROM (NEW."size"))',
                    func='INSERT INTO "core_messagefileevent" ("id", "media_type", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "size") VALUES (NEW."id", NEW."media_type", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sha256", NEW."size"); RETURN NULL;',
                    hash="db537634e36453939a1b70b44225388fc38e399b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_64bdf",
                    table="core_messagefile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="messagefile",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "core_messagefileevent" ("id", "media_type", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "size") VALUES (OLD."id", OLD."media_type", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."sha256", OLD."size"); RETURN NULL;',
                    hash="774f1762e109f2aedb6ac90c89e9fe27a7cc8b78",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_aa430",
                    table="core_messagefile",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="messagefileevent",
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
            model_name="messagefileevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="core.messagefile",
            ),
        ),
        migrations.AddField(
            model_name="outgoingmessage",
            name="files",
            field=models.ManyToManyField(
                blank=True,
                related_name="messages",
                to="core.messagefile",
                verbose_name="fichiers joints",
            ),
        ),
        migrations.AddField(
            model_name="outgoingmessage",
            name="queued_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="demandé par",
            ),
        ),
        migrations.AddField(
            model_name="outgoingmessageevent",
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
            model_name="outgoingmessageevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="core.outgoingmessage",
            ),
        ),
        migrations.AddField(
            model_name="outgoingmessageevent",
            name="queued_by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="demandé par",
            ),
        ),
        migrations.AddIndex(
            model_name="outgoingmessage",
            index=models.Index(
                condition=models.Q(("state", "queued")),
                fields=["next_attempt_at", "id"],
                name="core_outgoingmessage_due",
            ),
        ),
        migrations.AddIndex(
            model_name="outgoingmessage",
            index=models.Index(fields=["-queued_at", "-id"], name="core_outgoingmessage_newest"),
        ),
        migrations.AddIndex(
            model_name="outgoingmessage",
            index=models.Index(fields=["about"], name="core_outgoingmessage_about"),
        ),
        migrations.AddConstraint(
            model_name="outgoingmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(("recipient_address", ""), _negated=True),
                name="core_outgoingmessage_to",
                violation_error_message="Donnez une adresse.",
            ),
        ),
        migrations.AddConstraint(
            model_name="outgoingmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(("subject", ""), _negated=True),
                name="core_outgoingmessage_subject",
                violation_error_message="Donnez un sujet au courriel.",
            ),
        ),
        migrations.AddConstraint(
            model_name="outgoingmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True),
                name="core_outgoingmessage_text",
                violation_error_message="Donnez un texte au courriel.",
            ),
        ),
        migrations.AddConstraint(
            model_name="outgoingmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("recipient_name__regex", "[\\n\\v\\f\\r\\u001c-\\u001e\\u0085\\u2028\\u2029]"),
                    (
                        "recipient_address__regex",
                        "[\\n\\v\\f\\r\\u001c-\\u001e\\u0085\\u2028\\u2029]",
                    ),
                    ("reply_to__regex", "[\\n\\v\\f\\r\\u001c-\\u001e\\u0085\\u2028\\u2029]"),
                    ("subject__regex", "[\\n\\v\\f\\r\\u001c-\\u001e\\u0085\\u2028\\u2029]"),
                    ("message_id__regex", "[\\n\\v\\f\\r\\u001c-\\u001e\\u0085\\u2028\\u2029]"),
                    _connector="OR",
                    _negated=True,
                ),
                name="core_outgoingmessage_one_line",
                violation_error_message="Ce texte tient sur une ligne.",
            ),
        ),
        migrations.AddConstraint(
            model_name="outgoingmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("next_attempt_at__isnull", False), ("state", "queued")),
                    models.Q(
                        models.Q(("state", "queued"), _negated=True),
                        ("next_attempt_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="core_outgoingmessage_next_attempt",
                violation_error_message="Un courriel en attente a un prochain essai, lui seul.",
            ),
        ),
        migrations.AddConstraint(
            model_name="outgoingmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sent_at__isnull", False), ("state", "sent")),
                    models.Q(models.Q(("state", "sent"), _negated=True), ("sent_at__isnull", True)),
                    _connector="OR",
                ),
                name="core_outgoingmessage_sent",
                violation_error_message="Un courriel envoyé dit quand il est parti, lui seul.",
            ),
        ),
        migrations.AddConstraint(
            model_name="outgoingmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("is_demonstration", True), ("state", "kept")),
                    models.Q(
                        models.Q(("state", "kept"), _negated=True), ("is_demonstration", False)
                    ),
                    _connector="OR",
                ),
                name="core_outgoingmessage_kept",
                violation_error_message="Un courriel de démonstration ne part pas, lui seul.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outgoingmessage",
            trigger=pgtrigger.compiler.Trigger(
                name="unchanged",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            \n            IF (NEW.recipient_name, NEW.recipient_address, NEW.reply_to, NEW.subject, NEW.text, NEW.about, NEW.about_title) IS DISTINCT FROM (OLD.recipient_name, OLD.recipient_address, OLD.reply_to, OLD.subject, OLD.text, OLD.about, OLD.about_title) THEN\n                RAISE EXCEPTION 'row % breaks core_outgoingmessage_unchanged', COALESCE(NEW, OLD)\n                    USING ERRCODE = 'check_violation', CONSTRAINT = 'core_outgoingmessage_unchanged';\n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                    hash="eb1ba9d400bfc85ff54c774af288f2bffd7f302d",
                    operation="UPDATE",
                    pgid="pgtrigger_unchanged_89d2d",
                    table="core_outgoingmessage",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outgoingmessage",
            trigger=pgtrigger.compiler.Trigger(
                name="final",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            \n            IF OLD.state IN ('withdrawn', 'kept') AND NEW.state <> OLD.state THEN\n                RAISE EXCEPTION 'row % breaks core_outgoingmessage_final', COALESCE(NEW, OLD)\n                    USING ERRCODE = 'check_violation', CONSTRAINT = 'core_outgoingmessage_final';\n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                    hash="324de24f1443c234d71d11e2ba093dd277fd9e8e",
                    operation="UPDATE",
                    pgid="pgtrigger_final_38443",
                    table="core_outgoingmessage",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outgoingmessage",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "core_outgoingmessageevent" ("about", "about_title", "attempts", "id", "is_demonstration", "last_error", "message_id", "next_attempt_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "queued_at", "queued_by_id", "recipient_address", "recipient_name", "reply_to", "sent_at", "state", "subject") VALUES (NEW."about", NEW."about_title", NEW."attempts", NEW."id", NEW."is_demonstration", NEW."last_error", NEW."message_id", NEW."next_attempt_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."queued_at", NEW."queued_by_id", NEW."recipient_address", NEW."recipient_name", NEW."reply_to", NEW."sent_at", NEW."state", NEW."subject"); RETURN NULL;',
                    hash="67f24180d982ed475c279c3ccd360466e2bb773b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0cb4b",
                    table="core_outgoingmessage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outgoingmessage",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."about" IS DISTINCT FROM (NEW."about") OR OLD."about_title" IS DISTINCT FROM (NEW."about_title") OR OLD."attempts" IS DISTINCT FROM (NEW."attempts") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_demonstration" IS DISTINCT FROM (NEW."is_demonstration") OR OLD."last_error" IS DISTINCT FROM (NEW."last_error") OR OLD."message_id" IS DISTINCT FROM (NEW."message_id") OR OLD."next_attempt_at" IS DISTINCT FROM (NEW."next_attempt_at") OR OLD."queued_at" IS DISTINCT FROM (NEW."queued_at") OR OLD."queued_by_id" IS DISTINCT FROM (NEW."queued_by_id") OR OLD."recipient_address" IS DISTINCT FROM (NEW."recipient_address") OR OLD."recipient_name" IS DISTINCT FROM (NEW."recipient_name") OR OLD."reply_to" IS DISTINCT FROM (NEW."reply_to") OR OLD."sent_at" IS DISTINCT FROM (NEW."sent_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."subject" IS DISTINCT FROM (NEW."subject"))',
                    func='INSERT INTO "core_outgoingmessageevent" ("about", "about_title", "attempts", "id", "is_demonstration", "last_error", "message_id", "next_attempt_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "queued_at", "queued_by_id", "recipient_address", "recipient_name", "reply_to", "sent_at", "state", "subject") VALUES (NEW."about", NEW."about_title", NEW."attempts", NEW."id", NEW."is_demonstration", NEW."last_error", NEW."message_id", NEW."next_attempt_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."queued_at", NEW."queued_by_id", NEW."recipient_address", NEW."recipient_name", NEW."reply_to", NEW."sent_at", NEW."state", NEW."subject"); RETURN NULL;',
                    hash="536d94663f9d967b815611ab649a72f4b904b01f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b3f44",
                    table="core_outgoingmessage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outgoingmessage",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "core_outgoingmessageevent" ("about", "about_title", "attempts", "id", "is_demonstration", "last_error", "message_id", "next_attempt_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "queued_at", "queued_by_id", "recipient_address", "recipient_name", "reply_to", "sent_at", "state", "subject") VALUES (OLD."about", OLD."about_title", OLD."attempts", OLD."id", OLD."is_demonstration", OLD."last_error", OLD."message_id", OLD."next_attempt_at", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."queued_at", OLD."queued_by_id", OLD."recipient_address", OLD."recipient_name", OLD."reply_to", OLD."sent_at", OLD."state", OLD."subject"); RETURN NULL;',
                    hash="db8346d8d2e59d90cc5ed5402a26b024083411fc",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a2476",
                    table="core_outgoingmessage",
                    when="AFTER",
                ),
            ),
        ),
    ]
