import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import arbj_portal.core.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agreements", "0001_initial"),
        ("core", "0002_models"),
        ("members", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Meeting",
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
                    "number",
                    models.PositiveIntegerField(editable=False, null=True, verbose_name="numéro"),
                ),
                ("title", models.CharField(max_length=200, verbose_name="titre")),
                (
                    "kind",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[("ordinary", "ordinaire"), ("extraordinary", "extraordinaire")],
                        default="ordinary",
                        max_length=24,
                        verbose_name="type",
                    ),
                ),
                (
                    "mode",
                    arbj_portal.core.fields.ChoiceField(
                        blank=True,
                        choices=[
                            ("in_person", "en présence"),
                            ("remote", "à distance"),
                            ("hybrid", "hybride"),
                        ],
                        default="in_person",
                        max_length=24,
                        verbose_name="mode",
                    ),
                ),
                ("date", models.DateField(verbose_name="date")),
                ("starts_at", models.TimeField(blank=True, null=True, verbose_name="début")),
                ("ends_at", models.TimeField(blank=True, null=True, verbose_name="fin")),
                (
                    "time_zone",
                    models.CharField(
                        default="America/Toronto", max_length=40, verbose_name="fuseau horaire"
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="lieu")),
                ("link", models.URLField(blank=True, verbose_name="lien de la visioconférence")),
                (
                    "public_count",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Leur nombre, sans les nommer.",
                        null=True,
                        verbose_name="personnes du public",
                    ),
                ),
                (
                    "status",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("draft", "Brouillon"),
                            ("convened", "Convoquée"),
                            ("in_progress", "En cours"),
                            ("held", "Tenue"),
                            ("closed", "Clôturée"),
                            ("cancelled", "Annulée"),
                            ("postponed", "Reportée"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=24,
                        verbose_name="état",
                    ),
                ),
                (
                    "status_reason",
                    models.TextField(
                        blank=True, editable=False, max_length=2000, verbose_name="motif"
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
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="inscrite le")),
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="agreements.agreement",
                        verbose_name="entente",
                    ),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="members.committee",
                        verbose_name="instance",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="inscrite par",
                    ),
                ),
            ],
            options={
                "verbose_name": "rencontre",
                "ordering": ["-date", "-id"],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
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
                ("position", models.PositiveSmallIntegerField(verbose_name="ordre")),
                ("title", models.CharField(max_length=200, verbose_name="point")),
                (
                    "kind",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("information", "information"),
                            ("discussion", "discussion"),
                            ("decision", "décision"),
                        ],
                        default="information",
                        max_length=24,
                        verbose_name="nature",
                    ),
                ),
                (
                    "minutes_planned",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="durée prévue (min)"
                    ),
                ),
                (
                    "is_closed_session",
                    models.BooleanField(default=False, verbose_name="à huis clos"),
                ),
                ("notes", models.TextField(blank=True, max_length=60000, verbose_name="notes")),
                (
                    "outcome",
                    arbj_portal.core.fields.ChoiceField(
                        blank=True,
                        choices=[
                            ("treated", "Traité"),
                            ("postponed", "Reporté à la prochaine rencontre"),
                            ("withdrawn", "Retiré"),
                        ],
                        default="",
                        max_length=24,
                        verbose_name="issue",
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                (
                    "objective",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda_items",
                        to="agreements.objective",
                        verbose_name="objectif",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="children",
                        to="meetings.agendaitem",
                        verbose_name="sous le point",
                    ),
                ),
                (
                    "presenter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.person",
                        verbose_name="présenté par",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agenda_items",
                        to="meetings.meeting",
                        verbose_name="rencontre",
                    ),
                ),
            ],
            options={
                "verbose_name": "point",
                "ordering": ["meeting_id", "position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
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
                    "guest_name",
                    models.CharField(blank=True, max_length=160, verbose_name="autre présence"),
                ),
                (
                    "guest_organization",
                    models.CharField(blank=True, max_length=200, verbose_name="organisme"),
                ),
                (
                    "status",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("present", "Présence"),
                            ("remote", "À distance"),
                            ("excused", "Absence motivée"),
                            ("absent", "Absence"),
                        ],
                        default="present",
                        max_length=24,
                        verbose_name="présence",
                    ),
                ),
                ("arrived_at", models.TimeField(blank=True, null=True, verbose_name="arrivée à")),
                ("left_at", models.TimeField(blank=True, null=True, verbose_name="départ à")),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="members.person",
                        verbose_name="personne",
                    ),
                ),
                (
                    "replaced_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaces",
                        to="meetings.attendance",
                        verbose_name="remplacement par",
                    ),
                ),
                (
                    "representative",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="members.representative",
                        verbose_name="mandat",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendances",
                        to="meetings.meeting",
                        verbose_name="rencontre",
                    ),
                ),
            ],
            options={
                "verbose_name": "présence",
                "ordering": ["meeting_id", "id"],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=4000, verbose_name="commentaire")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="écrit le")),
                (
                    "agenda_item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="meetings.agendaitem",
                        verbose_name="point",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="auteur",
                    ),
                ),
            ],
            options={
                "verbose_name": "commentaire",
                "ordering": ["created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="CommentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("text", models.TextField(max_length=4000, verbose_name="commentaire")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="écrit le")),
                (
                    "agenda_item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.agendaitem",
                        verbose_name="point",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="auteur",
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
                        to="meetings.comment",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Decision",
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
                    "number",
                    models.CharField(
                        editable=False, max_length=40, null=True, unique=True, verbose_name="numéro"
                    ),
                ),
                (
                    "kind",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[("consensus", "consensus"), ("resolution", "résolution")],
                        default="consensus",
                        max_length=24,
                        verbose_name="forme",
                    ),
                ),
                ("text", models.TextField(max_length=8000, verbose_name="texte de la décision")),
                (
                    "outcome",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("agreed", "Convenue"),
                            ("unanimous", "Adoptée à l’unanimité"),
                            ("majority", "Adoptée à la majorité"),
                            ("rejected", "Rejetée"),
                            ("postponed", "Reportée"),
                            ("withdrawn", "Retirée"),
                        ],
                        default="agreed",
                        max_length=24,
                        verbose_name="résultat",
                    ),
                ),
                (
                    "votes_for",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="pour"),
                ),
                (
                    "votes_against",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="contre"),
                ),
                (
                    "abstentions",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="abstentions"
                    ),
                ),
                (
                    "without_quorum",
                    models.BooleanField(
                        default=False, verbose_name="prise sans quorum, à entériner"
                    ),
                ),
                (
                    "agenda_item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="meetings.agendaitem",
                        verbose_name="point",
                    ),
                ),
                (
                    "moved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moved_decisions",
                        to="meetings.attendance",
                        verbose_name="proposée par",
                    ),
                ),
                (
                    "objective",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="agreements.objective",
                        verbose_name="objectif",
                    ),
                ),
                (
                    "seconded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seconded_decisions",
                        to="meetings.attendance",
                        verbose_name="appuyée par",
                    ),
                ),
            ],
            options={
                "verbose_name": "décision",
                "ordering": ["agenda_item__position", "id"],
            },
        ),
        migrations.CreateModel(
            name="DecisionEvent",
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
                    "number",
                    models.CharField(
                        editable=False, max_length=40, null=True, verbose_name="numéro"
                    ),
                ),
                (
                    "kind",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[("consensus", "consensus"), ("resolution", "résolution")],
                        default="consensus",
                        max_length=24,
                        verbose_name="forme",
                    ),
                ),
                ("text", models.TextField(max_length=8000, verbose_name="texte de la décision")),
                (
                    "outcome",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("agreed", "Convenue"),
                            ("unanimous", "Adoptée à l’unanimité"),
                            ("majority", "Adoptée à la majorité"),
                            ("rejected", "Rejetée"),
                            ("postponed", "Reportée"),
                            ("withdrawn", "Retirée"),
                        ],
                        default="agreed",
                        max_length=24,
                        verbose_name="résultat",
                    ),
                ),
                (
                    "votes_for",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="pour"),
                ),
                (
                    "votes_against",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="contre"),
                ),
                (
                    "abstentions",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="abstentions"
                    ),
                ),
                (
                    "without_quorum",
                    models.BooleanField(
                        default=False, verbose_name="prise sans quorum, à entériner"
                    ),
                ),
                (
                    "agenda_item",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.agendaitem",
                        verbose_name="point",
                    ),
                ),
                (
                    "moved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.attendance",
                        verbose_name="proposée par",
                    ),
                ),
                (
                    "objective",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.objective",
                        verbose_name="objectif",
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
                        to="meetings.decision",
                    ),
                ),
                (
                    "seconded_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.attendance",
                        verbose_name="appuyée par",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
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
                ("text", models.CharField(max_length=400, verbose_name="quoi")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="pour le")),
                (
                    "status",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("to_do", "À faire"),
                            ("in_progress", "En cours"),
                            ("done", "Fait"),
                            ("postponed", "Reporté"),
                            ("not_applicable", "Sans objet"),
                        ],
                        default="to_do",
                        max_length=24,
                        verbose_name="état",
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="note")),
                (
                    "times_carried",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="reports"
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                (
                    "agenda_item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="meetings.agendaitem",
                        verbose_name="point",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="meetings.decision",
                        verbose_name="décision",
                    ),
                ),
                (
                    "objective",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
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
                        related_name="follow_ups",
                        to="members.organization",
                        verbose_name="organisme",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="members.person",
                        verbose_name="qui",
                    ),
                ),
            ],
            options={
                "verbose_name": "suivi",
                "ordering": [models.OrderBy(models.F("due_on"), nulls_last=True), "id"],
            },
        ),
        migrations.CreateModel(
            name="FollowUpEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "is_demonstration",
                    models.BooleanField(default=False, verbose_name="données de démonstration"),
                ),
                ("text", models.CharField(max_length=400, verbose_name="quoi")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="pour le")),
                (
                    "status",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("to_do", "À faire"),
                            ("in_progress", "En cours"),
                            ("done", "Fait"),
                            ("postponed", "Reporté"),
                            ("not_applicable", "Sans objet"),
                        ],
                        default="to_do",
                        max_length=24,
                        verbose_name="état",
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="note")),
                (
                    "times_carried",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="reports"
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                (
                    "agenda_item",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.agendaitem",
                        verbose_name="point",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.decision",
                        verbose_name="décision",
                    ),
                ),
                (
                    "objective",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
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
                        verbose_name="organisme",
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
                        verbose_name="qui",
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
                        to="meetings.followup",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Minutes",
            fields=[
                (
                    "is_demonstration",
                    models.BooleanField(default=False, verbose_name="données de démonstration"),
                ),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="minutes",
                        serialize=False,
                        to="meetings.meeting",
                        verbose_name="rencontre",
                    ),
                ),
                (
                    "state",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("draft", "Brouillon"),
                            ("proposed", "Projet"),
                            ("adopted", "Adopté"),
                            ("adopted_with_changes", "Adopté avec modifications"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=24,
                        verbose_name="état",
                    ),
                ),
                (
                    "comments_until",
                    models.DateField(blank=True, null=True, verbose_name="commentaires jusqu’au"),
                ),
                ("adopted_on", models.DateField(blank=True, null=True, verbose_name="adopté le")),
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
                (
                    "published_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="rendu public le"),
                ),
            ],
            options={
                "verbose_name": "procès-verbal",
                "verbose_name_plural": "procès-verbaux",
            },
        ),
        migrations.CreateModel(
            name="AttendanceEvent",
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
                    "guest_name",
                    models.CharField(blank=True, max_length=160, verbose_name="autre présence"),
                ),
                (
                    "guest_organization",
                    models.CharField(blank=True, max_length=200, verbose_name="organisme"),
                ),
                (
                    "status",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("present", "Présence"),
                            ("remote", "À distance"),
                            ("excused", "Absence motivée"),
                            ("absent", "Absence"),
                        ],
                        default="present",
                        max_length=24,
                        verbose_name="présence",
                    ),
                ),
                ("arrived_at", models.TimeField(blank=True, null=True, verbose_name="arrivée à")),
                ("left_at", models.TimeField(blank=True, null=True, verbose_name="départ à")),
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
                        verbose_name="personne",
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
                        to="meetings.attendance",
                    ),
                ),
                (
                    "replaced_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.attendance",
                        verbose_name="remplacement par",
                    ),
                ),
                (
                    "representative",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.representative",
                        verbose_name="mandat",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.meeting",
                        verbose_name="rencontre",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AgendaItemEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "is_demonstration",
                    models.BooleanField(default=False, verbose_name="données de démonstration"),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="ordre")),
                ("title", models.CharField(max_length=200, verbose_name="point")),
                (
                    "kind",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("information", "information"),
                            ("discussion", "discussion"),
                            ("decision", "décision"),
                        ],
                        default="information",
                        max_length=24,
                        verbose_name="nature",
                    ),
                ),
                (
                    "minutes_planned",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="durée prévue (min)"
                    ),
                ),
                (
                    "is_closed_session",
                    models.BooleanField(default=False, verbose_name="à huis clos"),
                ),
                ("notes", models.TextField(blank=True, max_length=60000, verbose_name="notes")),
                (
                    "outcome",
                    arbj_portal.core.fields.ChoiceField(
                        blank=True,
                        choices=[
                            ("treated", "Traité"),
                            ("postponed", "Reporté à la prochaine rencontre"),
                            ("withdrawn", "Retiré"),
                        ],
                        default="",
                        max_length=24,
                        verbose_name="issue",
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                (
                    "objective",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.objective",
                        verbose_name="objectif",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.agendaitem",
                        verbose_name="sous le point",
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
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "presenter",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.person",
                        verbose_name="présenté par",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.meeting",
                        verbose_name="rencontre",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MeetingDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="of_meetings",
                        to="core.document",
                        verbose_name="document",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="meetings.meeting",
                        verbose_name="rencontre",
                    ),
                ),
            ],
            options={
                "verbose_name": "document d’une rencontre",
                "verbose_name_plural": "documents de rencontres",
            },
        ),
        migrations.CreateModel(
            name="MeetingDocumentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="core.document",
                        verbose_name="document",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.meeting",
                        verbose_name="rencontre",
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
                        to="meetings.meetingdocument",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MeetingEvent",
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
                    "number",
                    models.PositiveIntegerField(editable=False, null=True, verbose_name="numéro"),
                ),
                ("title", models.CharField(max_length=200, verbose_name="titre")),
                (
                    "kind",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[("ordinary", "ordinaire"), ("extraordinary", "extraordinaire")],
                        default="ordinary",
                        max_length=24,
                        verbose_name="type",
                    ),
                ),
                (
                    "mode",
                    arbj_portal.core.fields.ChoiceField(
                        blank=True,
                        choices=[
                            ("in_person", "en présence"),
                            ("remote", "à distance"),
                            ("hybrid", "hybride"),
                        ],
                        default="in_person",
                        max_length=24,
                        verbose_name="mode",
                    ),
                ),
                ("date", models.DateField(verbose_name="date")),
                ("starts_at", models.TimeField(blank=True, null=True, verbose_name="début")),
                ("ends_at", models.TimeField(blank=True, null=True, verbose_name="fin")),
                (
                    "time_zone",
                    models.CharField(
                        default="America/Toronto", max_length=40, verbose_name="fuseau horaire"
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="lieu")),
                ("link", models.URLField(blank=True, verbose_name="lien de la visioconférence")),
                (
                    "public_count",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Leur nombre, sans les nommer.",
                        null=True,
                        verbose_name="personnes du public",
                    ),
                ),
                (
                    "status",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("draft", "Brouillon"),
                            ("convened", "Convoquée"),
                            ("in_progress", "En cours"),
                            ("held", "Tenue"),
                            ("closed", "Clôturée"),
                            ("cancelled", "Annulée"),
                            ("postponed", "Reportée"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=24,
                        verbose_name="état",
                    ),
                ),
                (
                    "status_reason",
                    models.TextField(
                        blank=True, editable=False, max_length=2000, verbose_name="motif"
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
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="inscrite le")),
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.agreement",
                        verbose_name="entente",
                    ),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.committee",
                        verbose_name="instance",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="inscrite par",
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
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MeetingObjective",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="objective_links",
                        to="meetings.meeting",
                        verbose_name="rencontre",
                    ),
                ),
                (
                    "objective",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meeting_links",
                        to="agreements.objective",
                        verbose_name="objectif",
                    ),
                ),
            ],
            options={
                "verbose_name": "objectif d’une rencontre",
                "verbose_name_plural": "objectifs de rencontres",
            },
        ),
        migrations.AddField(
            model_name="meeting",
            name="objectives",
            field=models.ManyToManyField(
                related_name="meetings",
                through="meetings.MeetingObjective",
                to="agreements.objective",
                verbose_name="objectifs",
            ),
        ),
        migrations.CreateModel(
            name="MeetingObjectiveEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.meeting",
                        verbose_name="rencontre",
                    ),
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
                        to="meetings.meetingobjective",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MinutesEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "is_demonstration",
                    models.BooleanField(default=False, verbose_name="données de démonstration"),
                ),
                (
                    "state",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("draft", "Brouillon"),
                            ("proposed", "Projet"),
                            ("adopted", "Adopté"),
                            ("adopted_with_changes", "Adopté avec modifications"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=24,
                        verbose_name="état",
                    ),
                ),
                (
                    "comments_until",
                    models.DateField(blank=True, null=True, verbose_name="commentaires jusqu’au"),
                ),
                ("adopted_on", models.DateField(blank=True, null=True, verbose_name="adopté le")),
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
                (
                    "published_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="rendu public le"),
                ),
                (
                    "adopted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.decision",
                        verbose_name="adopté par la décision",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="core.document",
                        verbose_name="fichier qui en tient lieu",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        serialize=False,
                        to="meetings.meeting",
                        verbose_name="rencontre",
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
                    "published_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="rendu public par",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "answer",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("present", "Présence"),
                            ("remote", "À distance"),
                            ("absent", "Absence motivée"),
                            ("substitute", "Remplacement par"),
                        ],
                        max_length=24,
                        verbose_name="réponse",
                    ),
                ),
                (
                    "substitute",
                    models.CharField(blank=True, max_length=160, verbose_name="remplacement par"),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="message à la coordination"
                    ),
                ),
                ("answered_at", models.DateTimeField(auto_now=True, verbose_name="répondu le")),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="répondu par",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="replies",
                        to="meetings.meeting",
                        verbose_name="rencontre",
                    ),
                ),
                (
                    "representative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="members.representative",
                        verbose_name="mandat",
                    ),
                ),
            ],
            options={
                "verbose_name": "réponse à une convocation",
                "verbose_name_plural": "réponses à une convocation",
            },
        ),
        migrations.CreateModel(
            name="ReplyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "answer",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("present", "Présence"),
                            ("remote", "À distance"),
                            ("absent", "Absence motivée"),
                            ("substitute", "Remplacement par"),
                        ],
                        max_length=24,
                        verbose_name="réponse",
                    ),
                ),
                (
                    "substitute",
                    models.CharField(blank=True, max_length=160, verbose_name="remplacement par"),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="message à la coordination"
                    ),
                ),
                ("answered_at", models.DateTimeField(auto_now=True, verbose_name="répondu le")),
                (
                    "answered_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="répondu par",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="meetings.meeting",
                        verbose_name="rencontre",
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
                        to="meetings.reply",
                    ),
                ),
                (
                    "representative",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.representative",
                        verbose_name="mandat",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True),
                name="meetings_decision_text",
                violation_error_message="Donnez le texte de la décision.",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind", "consensus"),
                        ("moved_by__isnull", True),
                        ("outcome__in", ["agreed", "postponed", "withdrawn"]),
                        ("seconded_by__isnull", True),
                    ),
                    models.Q(
                        ("kind", "resolution"),
                        ("moved_by__isnull", False),
                        ("seconded_by__isnull", False),
                        models.Q(("outcome", "agreed"), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="meetings_decision_form",
                violation_error_message="Une résolution est proposée et appuyée; un consensus ne l’est pas.",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("moved_by__isnull", True),
                    models.Q(("moved_by", models.F("seconded_by")), _negated=True),
                    _connector="OR",
                ),
                name="meetings_decision_two_people",
                violation_error_message="Une autre personne appuie la décision.",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "majority"), _negated=True),
                    models.Q(
                        ("votes_against__isnull", False),
                        ("votes_for__gt", models.F("votes_against")),
                        ("votes_for__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="meetings_decision_count",
                violation_error_message="À la majorité, donnez les voix\xa0: il y en a plus pour que contre.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="number_is_given_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.number IS NOT NULL AND OLD.number IS DISTINCT FROM NEW.number)",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="be1cfb32496562f0ee61d518f76a6953fe28165b",
                    operation="UPDATE",
                    pgid="pgtrigger_number_is_given_once_43ce4",
                    table="meetings_decision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="numbered_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."number" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="b655878ca7bf3d68fc37d3c4ef7316a6a763e0fb",
                    operation="DELETE",
                    pgid="pgtrigger_numbered_stays_881b1",
                    table="meetings_decision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="moved_by_somebody_there",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."moved_by_id" IS NOT NULL)',
                    func="\n                    IF 2 <> (\n                        SELECT count(*) FROM meetings_attendance attendance\n                        JOIN meetings_agendaitem item ON item.meeting_id = attendance.meeting_id\n                        WHERE item.id = NEW.agenda_item_id\n                        AND attendance.id IN (NEW.moved_by_id, NEW.seconded_by_id)\n                        AND attendance.status IN ('present', 'remote')\n                    ) THEN\n                        RAISE EXCEPTION 'decision % moved by somebody who was not there', NEW.id\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="6a8432cda3c8f030871293a402df150b4931e7f2",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_moved_by_somebody_there_e5720",
                    table="meetings_decision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_decisionevent" ("abstentions", "agenda_item_id", "id", "is_demonstration", "kind", "moved_by_id", "number", "objective_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seconded_by_id", "text", "votes_against", "votes_for", "without_quorum") VALUES (NEW."abstentions", NEW."agenda_item_id", NEW."id", NEW."is_demonstration", NEW."kind", NEW."moved_by_id", NEW."number", NEW."objective_id", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."seconded_by_id", NEW."text", NEW."votes_against", NEW."votes_for", NEW."without_quorum"); RETURN NULL;',
                    hash="f036fd3af9434def5551231892ed0c605fc2b8b5",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_61695",
                    table="meetings_decision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "meetings_decisionevent" ("abstentions", "agenda_item_id", "id", "is_demonstration", "kind", "moved_by_id", "number", "objective_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seconded_by_id", "text", "votes_against", "votes_for", "without_quorum") VALUES (NEW."abstentions", NEW."agenda_item_id", NEW."id", NEW."is_demonstration", NEW."kind", NEW."moved_by_id", NEW."number", NEW."objective_id", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."seconded_by_id", NEW."text", NEW."votes_against", NEW."votes_for", NEW."without_quorum"); RETURN NULL;',
                    hash="2f859c931e5026656b2b9437dbd9a5d93217ff8b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3b789",
                    table="meetings_decision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_decisionevent" ("abstentions", "agenda_item_id", "id", "is_demonstration", "kind", "moved_by_id", "number", "objective_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seconded_by_id", "text", "votes_against", "votes_for", "without_quorum") VALUES (OLD."abstentions", OLD."agenda_item_id", OLD."id", OLD."is_demonstration", OLD."kind", OLD."moved_by_id", OLD."number", OLD."objective_id", OLD."outcome", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."seconded_by_id", OLD."text", OLD."votes_against", OLD."votes_for", OLD."without_quorum"); RETURN NULL;',
                    hash="810f5f10ed09068230bc8ddd1a1eba86633e33ae",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_05bcf",
                    table="meetings_decision",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True),
                name="meetings_followup_text",
                violation_error_message="Dites ce qui est à faire.",
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("person__isnull", False), ("organization__isnull", False), _connector="OR"
                ),
                name="meetings_followup_responsible",
                violation_error_message="Dites qui en répond\xa0: une personne ou un organisme.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="followup",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_followupevent" ("agenda_item_id", "decision_id", "due_on", "id", "is_demonstration", "note", "objective_id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "text", "times_carried", "version") VALUES (NEW."agenda_item_id", NEW."decision_id", NEW."due_on", NEW."id", NEW."is_demonstration", NEW."note", NEW."objective_id", NEW."organization_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status", NEW."text", NEW."times_carried", NEW."version"); RETURN NULL;',
                    hash="7ea6dfa6083fca91db57c7c1c4d244dad9702c75",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_393ad",
                    table="meetings_followup",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="followup",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "meetings_followupevent" ("agenda_item_id", "decision_id", "due_on", "id", "is_demonstration", "note", "objective_id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "text", "times_carried", "version") VALUES (NEW."agenda_item_id", NEW."decision_id", NEW."due_on", NEW."id", NEW."is_demonstration", NEW."note", NEW."objective_id", NEW."organization_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status", NEW."text", NEW."times_carried", NEW."version"); RETURN NULL;',
                    hash="ca2562dd8d969b7cc1d03fb4d64bcffc4b6f8c30",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d9125",
                    table="meetings_followup",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="followup",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_followupevent" ("agenda_item_id", "decision_id", "due_on", "id", "is_demonstration", "note", "objective_id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "text", "times_carried", "version") VALUES (OLD."agenda_item_id", OLD."decision_id", OLD."due_on", OLD."id", OLD."is_demonstration", OLD."note", OLD."objective_id", OLD."organization_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."status", OLD."text", OLD."times_carried", OLD."version"); RETURN NULL;',
                    hash="38ab601230e1ab70adf5562166a0f7d29ae548a7",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_32acd",
                    table="meetings_followup",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="minutesevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="meetings.minutes",
            ),
        ),
        migrations.AddField(
            model_name="minutes",
            name="adopted_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="adopted_minutes",
                to="meetings.decision",
                verbose_name="adopté par la décision",
            ),
        ),
        migrations.AddField(
            model_name="minutes",
            name="document",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="of_minutes",
                to="core.document",
                verbose_name="fichier qui en tient lieu",
            ),
        ),
        migrations.AddField(
            model_name="minutes",
            name="published_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="rendu public par",
            ),
        ),
        migrations.AddField(
            model_name="commentevent",
            name="minutes",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="meetings.minutes",
                verbose_name="procès-verbal",
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="minutes",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="comments",
                to="meetings.minutes",
                verbose_name="procès-verbal",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("guest_name", ""), ("person__isnull", False)),
                    models.Q(
                        ("person__isnull", True),
                        ("representative__isnull", True),
                        models.Q(("guest_name", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="meetings_attendance_somebody",
                violation_error_message="Une présence est celle d’une personne ou d’une invitée.",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(
                fields=("meeting", "person"),
                name="meetings_attendance_person_once",
                violation_error_message="Cette personne figure déjà parmi les présences.",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(
                models.F("meeting"),
                django.db.models.functions.text.Lower("guest_name"),
                django.db.models.functions.text.Lower("guest_organization"),
                condition=models.Q(("guest_name", ""), _negated=True),
                name="meetings_attendance_guest_once",
                violation_error_message="Cette personne figure déjà parmi les autres présences.",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("arrived_at__isnull", True),
                    ("left_at__isnull", True),
                    ("left_at__gte", models.F("arrived_at")),
                    _connector="OR",
                ),
                name="meetings_attendance_times",
                violation_error_message="Le départ vient après l’arrivée.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attendance",
            trigger=pgtrigger.compiler.Trigger(
                name="mover_stays_there",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"status\" IN ('excused', 'absent'))",
                    func="\n                    IF EXISTS (\n                        SELECT FROM meetings_decision decision\n                        WHERE NEW.id IN (decision.moved_by_id, decision.seconded_by_id)\n                    ) THEN\n                        RAISE EXCEPTION 'attendance % moved or seconded a decision', NEW.id\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="15ce042a3b415d1c7c7e0a4ea9499f456c2c5064",
                    operation="UPDATE",
                    pgid="pgtrigger_mover_stays_there_37ad2",
                    table="meetings_attendance",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attendance",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_attendanceevent" ("arrived_at", "guest_name", "guest_organization", "id", "is_demonstration", "left_at", "meeting_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaced_by_id", "representative_id", "status") VALUES (NEW."arrived_at", NEW."guest_name", NEW."guest_organization", NEW."id", NEW."is_demonstration", NEW."left_at", NEW."meeting_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."replaced_by_id", NEW."representative_id", NEW."status"); RETURN NULL;',
                    hash="a0da36a2761466759dfa8e0f3918ba7ceb6a512d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f595f",
                    table="meetings_attendance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attendance",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "meetings_attendanceevent" ("arrived_at", "guest_name", "guest_organization", "id", "is_demonstration", "left_at", "meeting_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaced_by_id", "representative_id", "status") VALUES (NEW."arrived_at", NEW."guest_name", NEW."guest_organization", NEW."id", NEW."is_demonstration", NEW."left_at", NEW."meeting_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."replaced_by_id", NEW."representative_id", NEW."status"); RETURN NULL;',
                    hash="7785ee0823b6338774342eac040ff208a95c77ee",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_870cb",
                    table="meetings_attendance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attendance",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_attendanceevent" ("arrived_at", "guest_name", "guest_organization", "id", "is_demonstration", "left_at", "meeting_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaced_by_id", "representative_id", "status") VALUES (OLD."arrived_at", OLD."guest_name", OLD."guest_organization", OLD."id", OLD."is_demonstration", OLD."left_at", OLD."meeting_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."replaced_by_id", OLD."representative_id", OLD."status"); RETURN NULL;',
                    hash="4415c7521e33e74316ad3d01b319f0a86104f536",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_774f3",
                    table="meetings_attendance",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True),
                name="meetings_agendaitem_title",
                violation_error_message="Donnez un titre au point.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("meeting", "parent", "position"),
                name="meetings_agendaitem_position",
                nulls_distinct=False,
                violation_error_message="Un point occupe déjà cette place.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agendaitem",
            trigger=pgtrigger.compiler.Trigger(
                name="parent_of_same_meeting",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."parent_id" IS NOT NULL)',
                    func="\n                    IF NOT EXISTS (\n                        SELECT FROM meetings_agendaitem parent\n                        WHERE parent.id = NEW.parent_id\n                        AND parent.meeting_id = NEW.meeting_id\n                        AND parent.parent_id IS NULL\n                    ) THEN\n                        RAISE EXCEPTION 'agenda item % has a wrong parent', NEW.id\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="c4eb9df631ad9c3aa2c9d503bf94ef651fd3fc4e",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_parent_of_same_meeting_40325",
                    table="meetings_agendaitem",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agendaitem",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_agendaitemevent" ("id", "is_closed_session", "is_demonstration", "kind", "meeting_id", "minutes_planned", "notes", "objective_id", "outcome", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "presenter_id", "title", "version") VALUES (NEW."id", NEW."is_closed_session", NEW."is_demonstration", NEW."kind", NEW."meeting_id", NEW."minutes_planned", NEW."notes", NEW."objective_id", NEW."outcome", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."presenter_id", NEW."title", NEW."version"); RETURN NULL;',
                    hash="7d26d708713fd1472dc7f27c9d48bd0c30b39b20",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f98e2",
                    table="meetings_agendaitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agendaitem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "meetings_agendaitemevent" ("id", "is_closed_session", "is_demonstration", "kind", "meeting_id", "minutes_planned", "notes", "objective_id", "outcome", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "presenter_id", "title", "version") VALUES (NEW."id", NEW."is_closed_session", NEW."is_demonstration", NEW."kind", NEW."meeting_id", NEW."minutes_planned", NEW."notes", NEW."objective_id", NEW."outcome", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."presenter_id", NEW."title", NEW."version"); RETURN NULL;',
                    hash="88cbfa98a14b2261e289a059e1c58ce30f8d7513",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ca6ee",
                    table="meetings_agendaitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agendaitem",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_agendaitemevent" ("id", "is_closed_session", "is_demonstration", "kind", "meeting_id", "minutes_planned", "notes", "objective_id", "outcome", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "presenter_id", "title", "version") VALUES (OLD."id", OLD."is_closed_session", OLD."is_demonstration", OLD."kind", OLD."meeting_id", OLD."minutes_planned", OLD."notes", OLD."objective_id", OLD."outcome", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."presenter_id", OLD."title", OLD."version"); RETURN NULL;',
                    hash="c06ea1a66c9538d5f99c818f263967d5bea21882",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2c12a",
                    table="meetings_agendaitem",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingdocument",
            constraint=models.UniqueConstraint(
                fields=("meeting", "document"),
                name="meetings_meetingdocument_unique",
                violation_error_message="Ce document est déjà joint à la rencontre.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meetingdocument",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_meetingdocumentevent" ("document_id", "id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."document_id", NEW."id", NEW."meeting_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="8bc92f5d1096b8a9ae06f08dddbccceee96dc3cc",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_dee55",
                    table="meetings_meetingdocument",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meetingdocument",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "meetings_meetingdocumentevent" ("document_id", "id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."document_id", NEW."id", NEW."meeting_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="5247099bf918b8aca09a3538e66a95d831dd09ca",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ddb84",
                    table="meetings_meetingdocument",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meetingdocument",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_meetingdocumentevent" ("document_id", "id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."document_id", OLD."id", OLD."meeting_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="5dd758da4542ccfddb10232413b63f6987b2275f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1b557",
                    table="meetings_meetingdocument",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingobjective",
            constraint=models.UniqueConstraint(
                fields=("meeting", "objective"),
                name="meetings_meetingobjective_unique",
                violation_error_message="Cet objectif est déjà choisi.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meetingobjective",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_meetingobjectiveevent" ("id", "meeting_id", "objective_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."meeting_id", NEW."objective_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="36fe7fcde59580dbe5a280d69399272b606fb1f7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_55d66",
                    table="meetings_meetingobjective",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meetingobjective",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "meetings_meetingobjectiveevent" ("id", "meeting_id", "objective_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."meeting_id", NEW."objective_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="564fa761e33a9cdbd16e9e0bf27bdcf4bace7556",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b2d3f",
                    table="meetings_meetingobjective",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meetingobjective",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_meetingobjectiveevent" ("id", "meeting_id", "objective_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."meeting_id", OLD."objective_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="ae60422f14c70818a46373b499dff42f6cb27c95",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_46d9b",
                    table="meetings_meetingobjective",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["status", "date"], name="meetings_meeting_agenda"),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True),
                name="meetings_meeting_title",
                violation_error_message="Donnez un titre à la rencontre.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                fields=("committee", "number"),
                name="meetings_meeting_number",
                violation_error_message="Une rencontre de l’instance porte déjà ce numéro.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("status", "draft"), ("number__isnull", False), _connector="OR"),
                name="meetings_meeting_numbered",
                violation_error_message="Une rencontre convoquée ou tenue porte un numéro.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_at__isnull", True),
                    models.Q(("ends_at__gt", models.F("starts_at")), ("starts_at__isnull", False)),
                    _connector="OR",
                ),
                name="meetings_meeting_times",
                violation_error_message="La fin vient après le début.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["cancelled", "postponed"]), _negated=True),
                    models.Q(("status_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="meetings_meeting_reason",
                violation_error_message="Une rencontre annulée ou reportée en donne le motif.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_meetingevent" ("agreement_id", "committee_id", "created_at", "created_by_id", "date", "ends_at", "id", "is_demonstration", "kind", "link", "mode", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "public_count", "starts_at", "status", "status_reason", "time_zone", "title", "version", "visibility") VALUES (NEW."agreement_id", NEW."committee_id", NEW."created_at", NEW."created_by_id", NEW."date", NEW."ends_at", NEW."id", NEW."is_demonstration", NEW."kind", NEW."link", NEW."mode", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."public_count", NEW."starts_at", NEW."status", NEW."status_reason", NEW."time_zone", NEW."title", NEW."version", NEW."visibility"); RETURN NULL;',
                    hash="23ca6897752e5eb888fc3d7dafb84c503ab8600b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_61d9e",
                    table="meetings_meeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "meetings_meetingevent" ("agreement_id", "committee_id", "created_at", "created_by_id", "date", "ends_at", "id", "is_demonstration", "kind", "link", "mode", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "public_count", "starts_at", "status", "status_reason", "time_zone", "title", "version", "visibility") VALUES (NEW."agreement_id", NEW."committee_id", NEW."created_at", NEW."created_by_id", NEW."date", NEW."ends_at", NEW."id", NEW."is_demonstration", NEW."kind", NEW."link", NEW."mode", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."public_count", NEW."starts_at", NEW."status", NEW."status_reason", NEW."time_zone", NEW."title", NEW."version", NEW."visibility"); RETURN NULL;',
                    hash="e78890b71c1b52e9ad73f0970a60515ab1df5e81",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_495b8",
                    table="meetings_meeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_meetingevent" ("agreement_id", "committee_id", "created_at", "created_by_id", "date", "ends_at", "id", "is_demonstration", "kind", "link", "mode", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "public_count", "starts_at", "status", "status_reason", "time_zone", "title", "version", "visibility") VALUES (OLD."agreement_id", OLD."committee_id", OLD."created_at", OLD."created_by_id", OLD."date", OLD."ends_at", OLD."id", OLD."is_demonstration", OLD."kind", OLD."link", OLD."mode", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."public_count", OLD."starts_at", OLD."status", OLD."status_reason", OLD."time_zone", OLD."title", OLD."version", OLD."visibility"); RETURN NULL;',
                    hash="dbedeba7f18f3f6b65f213931a24e941295744f2",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4bf26",
                    table="meetings_meeting",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.UniqueConstraint(
                fields=("meeting", "representative"),
                name="meetings_reply_once",
                violation_error_message="Cette personne a déjà répondu.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", "substitute"), models.Q(("substitute", ""), _negated=True)),
                    models.Q(models.Q(("answer", "substitute"), _negated=True), ("substitute", "")),
                    _connector="OR",
                ),
                name="meetings_reply_substitute",
                violation_error_message="Nommez la personne qui remplace, ou changez la réponse.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reply",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_replyevent" ("answer", "answered_at", "answered_by_id", "id", "meeting_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "representative_id", "substitute") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."id", NEW."meeting_id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."representative_id", NEW."substitute"); RETURN NULL;',
                    hash="d699c55ec32f159c386c31bd7f5c62f0132e83f2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_62c04",
                    table="meetings_reply",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reply",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "meetings_replyevent" ("answer", "answered_at", "answered_by_id", "id", "meeting_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "representative_id", "substitute") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."id", NEW."meeting_id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."representative_id", NEW."substitute"); RETURN NULL;',
                    hash="d06d3c64ea4f6398c7ae534d951a018938e9a16b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a11b8",
                    table="meetings_reply",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reply",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_replyevent" ("answer", "answered_at", "answered_by_id", "id", "meeting_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "representative_id", "substitute") VALUES (OLD."answer", OLD."answered_at", OLD."answered_by_id", OLD."id", OLD."meeting_id", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."representative_id", OLD."substitute"); RETURN NULL;',
                    hash="7122eaff2e654e9b5199934dca9014e8d5ae2d3f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_eeab4",
                    table="meetings_reply",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="minutes",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("adopted_on__isnull", True), ("state__in", ["draft", "proposed"])),
                    models.Q(
                        ("adopted_on__isnull", False),
                        ("state__in", ["adopted", "adopted_with_changes"]),
                    ),
                    _connector="OR",
                ),
                name="meetings_minutes_adopted_on",
                violation_error_message="Un procès-verbal adopté porte la date de son adoption.",
            ),
        ),
        migrations.AddConstraint(
            model_name="minutes",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at__isnull", True), ("published_by__isnull", True)),
                    models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                    _connector="OR",
                ),
                name="meetings_minutes_published",
                violation_error_message="Ces deux renseignements vont ensemble.",
            ),
        ),
        migrations.AddConstraint(
            model_name="minutes",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("visibility", "public"), _negated=True),
                    ("state__in", ["adopted", "adopted_with_changes"]),
                    _connector="OR",
                ),
                name="meetings_minutes_public_once_adopted",
                violation_error_message="Seul un procès-verbal adopté peut être rendu public.",
            ),
        ),
        migrations.AddConstraint(
            model_name="minutes",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at__isnull", False), ("visibility", "public")),
                    models.Q(
                        models.Q(("visibility", "public"), _negated=True),
                        ("published_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="meetings_minutes_public_dated",
                violation_error_message="Un procès-verbal public porte la date de sa publication.",
            ),
        ),
        migrations.AddConstraint(
            model_name="minutes",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("adopted_by__isnull", True), ("adopted_on__isnull", False), _connector="OR"
                ),
                name="meetings_minutes_adopted_by_with_date",
                violation_error_message="Une décision d’adoption en donne la date.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="minutes",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_minutesevent" ("adopted_by_id", "adopted_on", "comments_until", "document_id", "is_demonstration", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "state", "visibility") VALUES (NEW."adopted_by_id", NEW."adopted_on", NEW."comments_until", NEW."document_id", NEW."is_demonstration", NEW."meeting_id", _pgh_attach_context(), NOW(), \'insert\', NEW."meeting_id", NEW."published_at", NEW."published_by_id", NEW."state", NEW."visibility"); RETURN NULL;',
                    hash="2242f9eddc91fdd5bc21ce6b96f334c36dc6b83a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_61343",
                    table="meetings_minutes",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="minutes",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "meetings_minutesevent" ("adopted_by_id", "adopted_on", "comments_until", "document_id", "is_demonstration", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "state", "visibility") VALUES (NEW."adopted_by_id", NEW."adopted_on", NEW."comments_until", NEW."document_id", NEW."is_demonstration", NEW."meeting_id", _pgh_attach_context(), NOW(), \'update\', NEW."meeting_id", NEW."published_at", NEW."published_by_id", NEW."state", NEW."visibility"); RETURN NULL;',
                    hash="fc41763b9bbbedc1af9fa6743e246d5fa31c86c6",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_324d9",
                    table="meetings_minutes",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="minutes",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_minutesevent" ("adopted_by_id", "adopted_on", "comments_until", "document_id", "is_demonstration", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "state", "visibility") VALUES (OLD."adopted_by_id", OLD."adopted_on", OLD."comments_until", OLD."document_id", OLD."is_demonstration", OLD."meeting_id", _pgh_attach_context(), NOW(), \'delete\', OLD."meeting_id", OLD."published_at", OLD."published_by_id", OLD."state", OLD."visibility"); RETURN NULL;',
                    hash="e58541095a7e09235532cfa4fe1ede8580d965f5",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f9949",
                    table="meetings_minutes",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True),
                name="meetings_comment_text",
                violation_error_message="Écrivez votre commentaire.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="comment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_commentevent" ("agenda_item_id", "author_id", "created_at", "id", "minutes_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."agenda_item_id", NEW."author_id", NEW."created_at", NEW."id", NEW."minutes_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text"); RETURN NULL;',
                    hash="df740e9716f798d7ef8efa3dfeee6ba3d63d5fdc",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5c996",
                    table="meetings_comment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="comment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "meetings_commentevent" ("agenda_item_id", "author_id", "created_at", "id", "minutes_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."agenda_item_id", NEW."author_id", NEW."created_at", NEW."id", NEW."minutes_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text"); RETURN NULL;',
                    hash="ae51821d5a17b3a809ab3dcf64fa86b2069681e1",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5e73a",
                    table="meetings_comment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="comment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "meetings_commentevent" ("agenda_item_id", "author_id", "created_at", "id", "minutes_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (OLD."agenda_item_id", OLD."author_id", OLD."created_at", OLD."id", OLD."minutes_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."text"); RETURN NULL;',
                    hash="33d094aa061ae8041596d78a4f8c8b3b5c893d6f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ed1b5",
                    table="meetings_comment",
                    when="AFTER",
                ),
            ),
        ),
    ]
