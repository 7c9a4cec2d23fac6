import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import arbj_portal.core.fields


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0001_models"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportWork",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("pdf", "PDF"),
                            ("docx", "Word"),
                            ("xlsx", "classeur"),
                            ("deposit", "dépôt"),
                        ],
                        max_length=24,
                        verbose_name="travail",
                    ),
                ),
                (
                    "state",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("waiting", "en attente"),
                            ("running", "en cours"),
                            ("done", "terminé"),
                            ("failed", "interrompu"),
                        ],
                        default="waiting",
                        max_length=24,
                        verbose_name="état",
                    ),
                ),
                (
                    "report_version",
                    models.PositiveIntegerField(verbose_name="version de la reddition"),
                ),
                (
                    "visibility",
                    arbj_portal.core.fields.ChoiceField(
                        blank=True,
                        choices=[
                            ("public", "Public"),
                            ("partners", "Partenaires"),
                            ("coordination", "Coordination"),
                        ],
                        default="",
                        max_length=24,
                        verbose_name="lecteurs au dépôt",
                    ),
                ),
                ("asked_at", models.DateTimeField(auto_now_add=True, verbose_name="demandé le")),
                (
                    "beat_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="dernier signe"
                    ),
                ),
                ("step", models.PositiveSmallIntegerField(default=0, verbose_name="étape")),
                ("steps", models.PositiveSmallIntegerField(default=0, verbose_name="étapes")),
                ("told", models.CharField(blank=True, max_length=200, verbose_name="où il en est")),
                ("content", models.BinaryField(null=True, verbose_name="fichier")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="demandé par",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="works",
                        to="reports.accountabilityreport",
                        verbose_name="reddition de comptes",
                    ),
                ),
            ],
            options={
                "verbose_name": "travail sur une reddition",
                "verbose_name_plural": "travaux sur des redditions",
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["waiting", "running"])),
                        fields=("report", "kind"),
                        name="reports_reportwork_one_at_a_time",
                        violation_error_message="Ce travail est déjà en cours.",
                    )
                ],
            },
        ),
    ]
