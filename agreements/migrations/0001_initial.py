import arbj_portal.core.fields
import arbj_portal.core.period_fields
import django.db.models.constraints
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0002_models"),
        ("members", "0001_initial"),
        ("members", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Agreement",
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
                    "kind",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("administrative", "entente administrative"),
                            ("specific", "entente spécifique"),
                            ("sectoral", "entente sectorielle"),
                            ("protocol", "protocole d’entente"),
                            ("amendment", "avenant"),
                            ("funding", "convention d’aide financière"),
                        ],
                        max_length=24,
                        verbose_name="type d’entente",
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="numéro")),
                (
                    "programme",
                    models.CharField(blank=True, max_length=200, verbose_name="programme"),
                ),
                (
                    "status",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("in_preparation", "En préparation"),
                            ("in_negotiation", "En négociation"),
                            ("awaiting_signature", "En attente de signature"),
                            ("signed", "Signée"),
                            ("in_force", "En vigueur"),
                            ("suspended", "Suspendue"),
                            ("closing", "En clôture"),
                            ("completed", "Terminée, mandat réalisé"),
                            ("completed_partially", "Terminée, mandat partiellement réalisé"),
                            ("terminated", "Résiliée"),
                            ("replaced", "Remplacée"),
                        ],
                        db_index=True,
                        default="in_preparation",
                        editable=False,
                        max_length=24,
                        verbose_name="état",
                    ),
                ),
                (
                    "signed",
                    arbj_portal.core.period_fields.PeriodField(
                        blank=True, max_length=265, null=True, verbose_name="signée"
                    ),
                ),
                (
                    "in_force",
                    arbj_portal.core.period_fields.PeriodField(
                        blank=True, max_length=265, null=True, verbose_name="période visée"
                    ),
                ),
                (
                    "purpose",
                    models.TextField(
                        blank=True,
                        help_text="Tel qu’il est écrit dans l’entente.",
                        max_length=8000,
                        verbose_name="but",
                    ),
                ),
                (
                    "outcome",
                    models.TextField(
                        blank=True,
                        help_text="Ce qui a été réalisé, ou non.",
                        max_length=8000,
                        verbose_name="constat",
                    ),
                ),
                (
                    "next_steps",
                    models.TextField(blank=True, max_length=8000, verbose_name="suites"),
                ),
                (
                    "earlier_link",
                    arbj_portal.core.fields.ChoiceField(
                        blank=True,
                        choices=[
                            ("succeeds", "succède à"),
                            ("replaces", "remplace"),
                            ("renews", "reconduit"),
                            ("arises_from", "découle de"),
                        ],
                        default="",
                        max_length=24,
                        verbose_name="lien avec l’entente antérieure",
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
                    "committee",
                    models.ForeignKey(
                        blank=True,
                        help_text="Les personnes qui y siègent lisent ce qui est réservé aux partenaires.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="members.committee",
                        verbose_name="instance qui y travaille",
                    ),
                ),
                (
                    "earlier",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="later",
                        to="agreements.agreement",
                        verbose_name="entente antérieure",
                    ),
                ),
                (
                    "person_in_charge",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements_in_charge",
                        to="members.person",
                        verbose_name="responsable",
                    ),
                ),
            ],
            options={
                "verbose_name": "entente",
                "ordering": ["-created_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="agreements_agreement_title",
                        violation_error_message="Donnez un titre à l’entente.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed__isnull", True),
                            ("signed__dates__isnull", False),
                            _connector="OR",
                        ),
                        name="agreements_agreement_signed",
                        violation_error_message="La période n’est pas valide.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("in_force__isnull", True),
                            ("in_force__dates__isnull", False),
                            _connector="OR",
                        ),
                        name="agreements_agreement_in_force",
                        violation_error_message="La période n’est pas valide.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("earlier__isnull", True), ("earlier_link", "")),
                            models.Q(
                                ("earlier__isnull", False),
                                models.Q(("earlier_link", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="agreements_agreement_earlier_link",
                        violation_error_message="Une entente antérieure et la nature du lien vont ensemble.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("earlier__isnull", True),
                            models.Q(("earlier", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="agreements_agreement_earlier_other",
                        violation_error_message="Une entente ne peut pas découler d’elle-même.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Activity",
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
                    "kind",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("setting_up", "Mise sur pied"),
                            ("training", "Formation"),
                            ("presentation", "Présentation"),
                            ("diagnosis", "Diagnostic territorial"),
                            ("study", "Étude"),
                            ("consultation", "Consultation"),
                            ("action_plan", "Plan d’action"),
                            ("ministerial", "Rencontre ministérielle"),
                            ("communication", "Communication"),
                            ("intercultural", "Activité interculturelle"),
                            ("other", "Autre"),
                        ],
                        max_length=24,
                        verbose_name="type d’activité",
                    ),
                ),
                (
                    "period",
                    arbj_portal.core.period_fields.PeriodField(
                        max_length=265, verbose_name="quand"
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="lieu")),
                (
                    "description",
                    models.TextField(blank=True, max_length=8000, verbose_name="description"),
                ),
                (
                    "people_reached",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="personnes rejointes"
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
                    "committee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="members.committee",
                        verbose_name="instance",
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="agreements.agreement",
                        verbose_name="entente",
                    ),
                ),
            ],
            options={
                "verbose_name": "activité",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="agreements_activity_title",
                        violation_error_message="Donnez un titre à l’activité.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("period__isnull", True),
                            ("period__dates__isnull", False),
                            _connector="OR",
                        ),
                        name="agreements_activity_period",
                        violation_error_message="La période n’est pas valide.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreement__isnull", False),
                            ("committee__isnull", False),
                            _connector="OR",
                        ),
                        name="agreements_activity_of_something",
                        violation_error_message="Rattachez l’activité à une entente ou à une instance.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="agreements.activity",
                        verbose_name="activité",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="of_activities",
                        to="core.document",
                        verbose_name="document",
                    ),
                ),
            ],
            options={
                "verbose_name": "document d’une activité",
                "verbose_name_plural": "documents d’activités",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("activity", "document"),
                        name="agreements_activitydocument_unique",
                        violation_error_message="Ce document est déjà joint à l’activité.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityDocumentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "activity",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.activity",
                        verbose_name="activité",
                    ),
                ),
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
                        to="agreements.activitydocument",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ActivityEvent",
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
                    "kind",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("setting_up", "Mise sur pied"),
                            ("training", "Formation"),
                            ("presentation", "Présentation"),
                            ("diagnosis", "Diagnostic territorial"),
                            ("study", "Étude"),
                            ("consultation", "Consultation"),
                            ("action_plan", "Plan d’action"),
                            ("ministerial", "Rencontre ministérielle"),
                            ("communication", "Communication"),
                            ("intercultural", "Activité interculturelle"),
                            ("other", "Autre"),
                        ],
                        max_length=24,
                        verbose_name="type d’activité",
                    ),
                ),
                (
                    "period",
                    arbj_portal.core.period_fields.PeriodField(
                        max_length=265, verbose_name="quand"
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="lieu")),
                (
                    "description",
                    models.TextField(blank=True, max_length=8000, verbose_name="description"),
                ),
                (
                    "people_reached",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="personnes rejointes"
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
                    "committee",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.committee",
                        verbose_name="instance",
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
                        to="agreements.activity",
                    ),
                ),
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Objective",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="numéro")),
                ("text", models.TextField(max_length=2000, verbose_name="texte de l’objectif")),
                (
                    "status",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("not_started", "Non amorcé"),
                            ("in_progress", "En cours"),
                            ("met", "Atteint"),
                            ("partially_met", "Partiellement atteint"),
                            ("not_met", "Non atteint"),
                            ("carried_over", "Reporté à l’entente suivante"),
                            ("abandoned", "Abandonné"),
                        ],
                        default="not_started",
                        max_length=24,
                        verbose_name="état",
                    ),
                ),
                (
                    "is_derived",
                    models.BooleanField(
                        default=False,
                        help_text="La page dit alors de quelles activités l’état est déduit.",
                        verbose_name="état déduit des activités inscrites",
                    ),
                ),
                ("cause", models.TextField(blank=True, max_length=2000, verbose_name="cause")),
                (
                    "follow_up",
                    models.TextField(blank=True, max_length=2000, verbose_name="suite donnée"),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objectives",
                        to="agreements.agreement",
                        verbose_name="entente",
                    ),
                ),
            ],
            options={
                "verbose_name": "objectif",
                "ordering": ["agreement_id", "position"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="agreements_objective_text",
                        violation_error_message="Donnez le texte de l’objectif.",
                    ),
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("agreement", "position"),
                        name="agreements_objective_position",
                        violation_error_message="Un objectif de l’entente porte déjà ce numéro.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["not_started", "in_progress", "met"]),
                            models.Q(
                                models.Q(("cause", ""), _negated=True),
                                models.Q(("follow_up", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="agreements_objective_explained",
                        violation_error_message="Un objectif qui n’est pas pleinement atteint demande une cause et une suite.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityObjective",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="objective_links",
                        to="agreements.activity",
                        verbose_name="activité",
                    ),
                ),
                (
                    "objective",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activity_links",
                        to="agreements.objective",
                        verbose_name="objectif",
                    ),
                ),
            ],
            options={
                "verbose_name": "objectif d’une activité",
                "verbose_name_plural": "objectifs d’activités",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("activity", "objective"),
                        name="agreements_activityobjective_unique",
                        violation_error_message="Cet objectif est déjà choisi.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityObjectiveEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "activity",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.activity",
                        verbose_name="activité",
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
                        to="agreements.activityobjective",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ActivityOrganization",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="organization_links",
                        to="agreements.activity",
                        verbose_name="activité",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activity_links",
                        to="members.organization",
                        verbose_name="organisme",
                    ),
                ),
            ],
            options={
                "verbose_name": "organisme d’une activité",
                "verbose_name_plural": "organismes d’activités",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("activity", "organization"),
                        name="agreements_activityorganization_unique",
                        violation_error_message="Cet organisme est déjà choisi.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityOrganizationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "activity",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.activity",
                        verbose_name="activité",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.organization",
                        verbose_name="organisme",
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
                        to="agreements.activityorganization",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AgreementDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="agreements.agreement",
                        verbose_name="entente",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="of_agreements",
                        to="core.document",
                        verbose_name="document",
                    ),
                ),
            ],
            options={
                "verbose_name": "document d’une entente",
                "verbose_name_plural": "documents d’ententes",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agreement", "document"),
                        name="agreements_agreementdocument_unique",
                        violation_error_message="Ce document est déjà joint à l’entente.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementDocumentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
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
                        to="agreements.agreementdocument",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AgreementEvent",
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
                    "kind",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("administrative", "entente administrative"),
                            ("specific", "entente spécifique"),
                            ("sectoral", "entente sectorielle"),
                            ("protocol", "protocole d’entente"),
                            ("amendment", "avenant"),
                            ("funding", "convention d’aide financière"),
                        ],
                        max_length=24,
                        verbose_name="type d’entente",
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="numéro")),
                (
                    "programme",
                    models.CharField(blank=True, max_length=200, verbose_name="programme"),
                ),
                (
                    "status",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("in_preparation", "En préparation"),
                            ("in_negotiation", "En négociation"),
                            ("awaiting_signature", "En attente de signature"),
                            ("signed", "Signée"),
                            ("in_force", "En vigueur"),
                            ("suspended", "Suspendue"),
                            ("closing", "En clôture"),
                            ("completed", "Terminée, mandat réalisé"),
                            ("completed_partially", "Terminée, mandat partiellement réalisé"),
                            ("terminated", "Résiliée"),
                            ("replaced", "Remplacée"),
                        ],
                        default="in_preparation",
                        editable=False,
                        max_length=24,
                        verbose_name="état",
                    ),
                ),
                (
                    "signed",
                    arbj_portal.core.period_fields.PeriodField(
                        blank=True, max_length=265, null=True, verbose_name="signée"
                    ),
                ),
                (
                    "in_force",
                    arbj_portal.core.period_fields.PeriodField(
                        blank=True, max_length=265, null=True, verbose_name="période visée"
                    ),
                ),
                (
                    "purpose",
                    models.TextField(
                        blank=True,
                        help_text="Tel qu’il est écrit dans l’entente.",
                        max_length=8000,
                        verbose_name="but",
                    ),
                ),
                (
                    "outcome",
                    models.TextField(
                        blank=True,
                        help_text="Ce qui a été réalisé, ou non.",
                        max_length=8000,
                        verbose_name="constat",
                    ),
                ),
                (
                    "next_steps",
                    models.TextField(blank=True, max_length=8000, verbose_name="suites"),
                ),
                (
                    "earlier_link",
                    arbj_portal.core.fields.ChoiceField(
                        blank=True,
                        choices=[
                            ("succeeds", "succède à"),
                            ("replaces", "remplace"),
                            ("renews", "reconduit"),
                            ("arises_from", "découle de"),
                        ],
                        default="",
                        max_length=24,
                        verbose_name="lien avec l’entente antérieure",
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
                    "committee",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Les personnes qui y siègent lisent ce qui est réservé aux partenaires.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.committee",
                        verbose_name="instance qui y travaille",
                    ),
                ),
                (
                    "earlier",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.agreement",
                        verbose_name="entente antérieure",
                    ),
                ),
                (
                    "person_in_charge",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.person",
                        verbose_name="responsable",
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
                        to="agreements.agreement",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "shown_as",
                    models.CharField(
                        blank=True,
                        help_text="Le nom sous lequel l’entente désigne la partie, par exemple « MIDI (alors MICC) ». Vide : le nom d’aujourd’hui.",
                        max_length=200,
                        verbose_name="nom affiché",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="ordre")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parties",
                        to="agreements.agreement",
                        verbose_name="entente",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="members.organization",
                        verbose_name="organisme",
                    ),
                ),
            ],
            options={
                "verbose_name": "partie",
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agreement", "organization"),
                        name="agreements_party_unique",
                        violation_error_message="Cet organisme est déjà partie à l’entente.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "form",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[("cash", "en argent"), ("in_kind", "en nature")],
                        default="cash",
                        max_length=24,
                        verbose_name="nature",
                    ),
                ),
                (
                    "promised",
                    models.DecimalField(decimal_places=2, max_digits=12, verbose_name="promise"),
                ),
                (
                    "is_ceiling",
                    models.BooleanField(default=False, verbose_name="à hauteur de ce montant"),
                ),
                (
                    "committed",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="engagée",
                    ),
                ),
                (
                    "paid",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="versée",
                    ),
                ),
                (
                    "used",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="utilisée",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="précision")),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contributions",
                        to="agreements.party",
                        verbose_name="partie",
                    ),
                ),
            ],
            options={
                "verbose_name": "contribution",
                "ordering": ["party__position", "party_id", "form", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("promised__gte", 0),
                            models.Q(
                                ("committed__isnull", True), ("committed__gte", 0), _connector="OR"
                            ),
                            models.Q(("paid__isnull", True), ("paid__gte", 0), _connector="OR"),
                            models.Q(("used__isnull", True), ("used__gte", 0), _connector="OR"),
                        ),
                        name="agreements_contribution_not_negative",
                        violation_error_message="Un montant ne peut pas être négatif.",
                    ),
                    models.UniqueConstraint(
                        fields=("party", "form"),
                        name="agreements_contribution_unique",
                        violation_error_message="Cette partie a déjà une contribution de cette nature.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContributionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "form",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[("cash", "en argent"), ("in_kind", "en nature")],
                        default="cash",
                        max_length=24,
                        verbose_name="nature",
                    ),
                ),
                (
                    "promised",
                    models.DecimalField(decimal_places=2, max_digits=12, verbose_name="promise"),
                ),
                (
                    "is_ceiling",
                    models.BooleanField(default=False, verbose_name="à hauteur de ce montant"),
                ),
                (
                    "committed",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="engagée",
                    ),
                ),
                (
                    "paid",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="versée",
                    ),
                ),
                (
                    "used",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="utilisée",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="précision")),
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
                        to="agreements.contribution",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="agreements.party",
                        verbose_name="partie",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Milestone",
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
                ("title", models.CharField(max_length=200, verbose_name="jalon")),
                (
                    "target",
                    arbj_portal.core.period_fields.PeriodField(
                        blank=True, max_length=265, null=True, verbose_name="prévu"
                    ),
                ),
                (
                    "actual",
                    arbj_portal.core.period_fields.PeriodField(
                        blank=True, max_length=265, null=True, verbose_name="atteint"
                    ),
                ),
                (
                    "status",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("scheduled", "Prévu"),
                            ("met", "Atteint"),
                            ("partially_met", "Partiellement atteint"),
                            ("not_met", "Non atteint"),
                        ],
                        default="scheduled",
                        max_length=24,
                        verbose_name="état",
                    ),
                ),
                ("evidence", models.TextField(blank=True, max_length=2000, verbose_name="preuve")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="ordre")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="milestones",
                        to="agreements.agreement",
                        verbose_name="entente",
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="milestones",
                        to="members.person",
                        verbose_name="responsable",
                    ),
                ),
                (
                    "objective",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="milestones",
                        to="agreements.objective",
                        verbose_name="objectif",
                    ),
                ),
            ],
            options={
                "verbose_name": "jalon",
                "verbose_name_plural": "jalons",
                "ordering": ["agreement_id", "position", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="agreements_milestone_title",
                        violation_error_message="Donnez un titre au jalon.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("target__isnull", True),
                            ("target__dates__isnull", False),
                            _connector="OR",
                        ),
                        name="agreements_milestone_target",
                        violation_error_message="La période n’est pas valide.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("actual__isnull", True),
                            ("actual__dates__isnull", False),
                            _connector="OR",
                        ),
                        name="agreements_milestone_actual",
                        violation_error_message="La période n’est pas valide.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("actual__isnull", True), ("status__in", ["scheduled", "not_met"])
                            ),
                            models.Q(
                                ("actual__isnull", False), ("status__in", ["met", "partially_met"])
                            ),
                            _connector="OR",
                        ),
                        name="agreements_milestone_actual_date",
                        violation_error_message="Un jalon atteint, même en partie, porte sa date; un autre n’en porte pas.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MilestoneEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "is_demonstration",
                    models.BooleanField(default=False, verbose_name="données de démonstration"),
                ),
                ("title", models.CharField(max_length=200, verbose_name="jalon")),
                (
                    "target",
                    arbj_portal.core.period_fields.PeriodField(
                        blank=True, max_length=265, null=True, verbose_name="prévu"
                    ),
                ),
                (
                    "actual",
                    arbj_portal.core.period_fields.PeriodField(
                        blank=True, max_length=265, null=True, verbose_name="atteint"
                    ),
                ),
                (
                    "status",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("scheduled", "Prévu"),
                            ("met", "Atteint"),
                            ("partially_met", "Partiellement atteint"),
                            ("not_met", "Non atteint"),
                        ],
                        default="scheduled",
                        max_length=24,
                        verbose_name="état",
                    ),
                ),
                ("evidence", models.TextField(blank=True, max_length=2000, verbose_name="preuve")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="ordre")),
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
                        to="agreements.milestone",
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.person",
                        verbose_name="responsable",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ObjectiveEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField(verbose_name="numéro")),
                ("text", models.TextField(max_length=2000, verbose_name="texte de l’objectif")),
                (
                    "status",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("not_started", "Non amorcé"),
                            ("in_progress", "En cours"),
                            ("met", "Atteint"),
                            ("partially_met", "Partiellement atteint"),
                            ("not_met", "Non atteint"),
                            ("carried_over", "Reporté à l’entente suivante"),
                            ("abandoned", "Abandonné"),
                        ],
                        default="not_started",
                        max_length=24,
                        verbose_name="état",
                    ),
                ),
                (
                    "is_derived",
                    models.BooleanField(
                        default=False,
                        help_text="La page dit alors de quelles activités l’état est déduit.",
                        verbose_name="état déduit des activités inscrites",
                    ),
                ),
                ("cause", models.TextField(blank=True, max_length=2000, verbose_name="cause")),
                (
                    "follow_up",
                    models.TextField(blank=True, max_length=2000, verbose_name="suite donnée"),
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
                        to="agreements.objective",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PartyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "shown_as",
                    models.CharField(
                        blank=True,
                        help_text="Le nom sous lequel l’entente désigne la partie, par exemple « MIDI (alors MICC) ». Vide : le nom d’aujourd’hui.",
                        max_length=200,
                        verbose_name="nom affiché",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="ordre")),
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
                    "organization",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.organization",
                        verbose_name="organisme",
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
                        to="agreements.party",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StatusChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("in_preparation", "En préparation"),
                            ("in_negotiation", "En négociation"),
                            ("awaiting_signature", "En attente de signature"),
                            ("signed", "Signée"),
                            ("in_force", "En vigueur"),
                            ("suspended", "Suspendue"),
                            ("closing", "En clôture"),
                            ("completed", "Terminée, mandat réalisé"),
                            ("completed_partially", "Terminée, mandat partiellement réalisé"),
                            ("terminated", "Résiliée"),
                            ("replaced", "Remplacée"),
                        ],
                        max_length=24,
                        verbose_name="état",
                    ),
                ),
                (
                    "effective",
                    arbj_portal.core.period_fields.PeriodField(
                        max_length=265, verbose_name="en vigueur"
                    ),
                ),
                ("reason", models.TextField(max_length=2000, verbose_name="motif")),
                ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="inscrit le")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="status_changes",
                        to="agreements.agreement",
                        verbose_name="entente",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="auteur",
                    ),
                ),
            ],
            options={
                "verbose_name": "changement d’état",
                "verbose_name_plural": "changements d’état",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("effective__isnull", True),
                            ("effective__dates__isnull", False),
                            _connector="OR",
                        ),
                        name="agreements_statuschange_effective",
                        violation_error_message="La période n’est pas valide.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="agreements_statuschange_reason",
                        violation_error_message="Donnez le motif.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatusChangeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "status",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("in_preparation", "En préparation"),
                            ("in_negotiation", "En négociation"),
                            ("awaiting_signature", "En attente de signature"),
                            ("signed", "Signée"),
                            ("in_force", "En vigueur"),
                            ("suspended", "Suspendue"),
                            ("closing", "En clôture"),
                            ("completed", "Terminée, mandat réalisé"),
                            ("completed_partially", "Terminée, mandat partiellement réalisé"),
                            ("terminated", "Résiliée"),
                            ("replaced", "Remplacée"),
                        ],
                        max_length=24,
                        verbose_name="état",
                    ),
                ),
                (
                    "effective",
                    arbj_portal.core.period_fields.PeriodField(
                        max_length=265, verbose_name="en vigueur"
                    ),
                ),
                ("reason", models.TextField(max_length=2000, verbose_name="motif")),
                ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="inscrit le")),
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
                    "author",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
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
                        to="agreements.statuschange",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="activity",
            name="organizations",
            field=models.ManyToManyField(
                related_name="activities",
                through="agreements.ActivityOrganization",
                to="members.organization",
                verbose_name="organismes",
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="objectives",
            field=models.ManyToManyField(
                related_name="activities",
                through="agreements.ActivityObjective",
                to="agreements.objective",
                verbose_name="objectifs",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activitydocument",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_activitydocumentevent" ("activity_id", "document_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."activity_id", NEW."document_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="2c6ceb3a120c22e4e29d9489672f8e2f854ddc05",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d1842",
                    table="agreements_activitydocument",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activitydocument",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreements_activitydocumentevent" ("activity_id", "document_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."activity_id", NEW."document_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="7569e7e6991a95ff0fd45e4b621719c778c9d7f9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_27df0",
                    table="agreements_activitydocument",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activitydocument",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_activitydocumentevent" ("activity_id", "document_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."activity_id", OLD."document_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="35a0c97a89b8323e18b6f76883b434072a5afd6a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_25143",
                    table="agreements_activitydocument",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activityorganization",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_activityorganizationevent" ("activity_id", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."activity_id", NEW."id", NEW."organization_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="4d0cb04a99d586aa683a17936dc85c30912af74c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5e246",
                    table="agreements_activityorganization",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activityorganization",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreements_activityorganizationevent" ("activity_id", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."activity_id", NEW."id", NEW."organization_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="4525268e0c1ffd37de27b81dc42777e05540843e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_97601",
                    table="agreements_activityorganization",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activityorganization",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_activityorganizationevent" ("activity_id", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."activity_id", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="6fd28347c8154eab06b17edfb2927b66849337a0",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0e19f",
                    table="agreements_activityorganization",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_agreementevent" ("committee_id", "created_at", "earlier_id", "earlier_link", "id", "in_force", "is_demonstration", "kind", "next_steps", "number", "outcome", "person_in_charge_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme", "purpose", "signed", "status", "title", "version", "visibility") VALUES (NEW."committee_id", NEW."created_at", NEW."earlier_id", NEW."earlier_link", NEW."id", NEW."in_force", NEW."is_demonstration", NEW."kind", NEW."next_steps", NEW."number", NEW."outcome", NEW."person_in_charge_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."programme", NEW."purpose", NEW."signed", NEW."status", NEW."title", NEW."version", NEW."visibility"); RETURN NULL;',
                    hash="20f190d4aa5fbc7c58429cf6ba069f1ae5a3dfe0",
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
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreements_agreementevent" ("committee_id", "created_at", "earlier_id", "earlier_link", "id", "in_force", "is_demonstration", "kind", "next_steps", "number", "outcome", "person_in_charge_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme", "purpose", "signed", "status", "title", "version", "visibility") VALUES (NEW."committee_id", NEW."created_at", NEW."earlier_id", NEW."earlier_link", NEW."id", NEW."in_force", NEW."is_demonstration", NEW."kind", NEW."next_steps", NEW."number", NEW."outcome", NEW."person_in_charge_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."programme", NEW."purpose", NEW."signed", NEW."status", NEW."title", NEW."version", NEW."visibility"); RETURN NULL;',
                    hash="e3fac8c868eabcab76b20968f57006da9574243d",
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
                    func='INSERT INTO "agreements_agreementevent" ("committee_id", "created_at", "earlier_id", "earlier_link", "id", "in_force", "is_demonstration", "kind", "next_steps", "number", "outcome", "person_in_charge_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme", "purpose", "signed", "status", "title", "version", "visibility") VALUES (OLD."committee_id", OLD."created_at", OLD."earlier_id", OLD."earlier_link", OLD."id", OLD."in_force", OLD."is_demonstration", OLD."kind", OLD."next_steps", OLD."number", OLD."outcome", OLD."person_in_charge_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."programme", OLD."purpose", OLD."signed", OLD."status", OLD."title", OLD."version", OLD."visibility"); RETURN NULL;',
                    hash="08871609b665d239a604077885c17e1293ba0752",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a07e3",
                    table="agreements_agreement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementdocument",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_agreementdocumentevent" ("agreement_id", "document_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."agreement_id", NEW."document_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="35defdb99afe0544b5e0959a5bb759697e3c8e83",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ccdea",
                    table="agreements_agreementdocument",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementdocument",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreements_agreementdocumentevent" ("agreement_id", "document_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."agreement_id", NEW."document_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="77921f471d9cbb96a16418acf3cd0a0101a455e1",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f8e88",
                    table="agreements_agreementdocument",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementdocument",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_agreementdocumentevent" ("agreement_id", "document_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."agreement_id", OLD."document_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="b7f2266860a376b7ac8ec3be338b735090fbb59b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f78bf",
                    table="agreements_agreementdocument",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="objective",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_objectiveevent" ("agreement_id", "cause", "follow_up", "id", "is_derived", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "status", "text") VALUES (NEW."agreement_id", NEW."cause", NEW."follow_up", NEW."id", NEW."is_derived", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."status", NEW."text"); RETURN NULL;',
                    hash="53d06c899bd6f5837f10271604a8c3e877b3b41b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5742a",
                    table="agreements_objective",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="objective",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreements_objectiveevent" ("agreement_id", "cause", "follow_up", "id", "is_derived", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "status", "text") VALUES (NEW."agreement_id", NEW."cause", NEW."follow_up", NEW."id", NEW."is_derived", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."status", NEW."text"); RETURN NULL;',
                    hash="196ba3b181de8adb91a51ec909dd2f34e743db2e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6ee4f",
                    table="agreements_objective",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="objective",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_objectiveevent" ("agreement_id", "cause", "follow_up", "id", "is_derived", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "status", "text") VALUES (OLD."agreement_id", OLD."cause", OLD."follow_up", OLD."id", OLD."is_derived", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."status", OLD."text"); RETURN NULL;',
                    hash="6b8c7af06b367cfb6271b7292784a4742c27b6cb",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1f017",
                    table="agreements_objective",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="milestone",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_milestoneevent" ("actual", "agreement_id", "evidence", "id", "is_demonstration", "objective_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "responsible_id", "status", "target", "title") VALUES (NEW."actual", NEW."agreement_id", NEW."evidence", NEW."id", NEW."is_demonstration", NEW."objective_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."responsible_id", NEW."status", NEW."target", NEW."title"); RETURN NULL;',
                    hash="d96d9dd928581b723247b0099eff8c727324eb87",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8ec66",
                    table="agreements_milestone",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="milestone",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreements_milestoneevent" ("actual", "agreement_id", "evidence", "id", "is_demonstration", "objective_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "responsible_id", "status", "target", "title") VALUES (NEW."actual", NEW."agreement_id", NEW."evidence", NEW."id", NEW."is_demonstration", NEW."objective_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."responsible_id", NEW."status", NEW."target", NEW."title"); RETURN NULL;',
                    hash="bb799e820fe0208d7780012482d6af844455f0ef",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_408f3",
                    table="agreements_milestone",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="milestone",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_milestoneevent" ("actual", "agreement_id", "evidence", "id", "is_demonstration", "objective_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "responsible_id", "status", "target", "title") VALUES (OLD."actual", OLD."agreement_id", OLD."evidence", OLD."id", OLD."is_demonstration", OLD."objective_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."responsible_id", OLD."status", OLD."target", OLD."title"); RETURN NULL;',
                    hash="2122a3afb130a28d4880384f30d418633b4f299b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9c554",
                    table="agreements_milestone",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activityobjective",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_activityobjectiveevent" ("activity_id", "id", "objective_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."activity_id", NEW."id", NEW."objective_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="0a26bf8b7523389d84ec98fe3ae4cc7e769801e6",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9caf6",
                    table="agreements_activityobjective",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activityobjective",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreements_activityobjectiveevent" ("activity_id", "id", "objective_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."activity_id", NEW."id", NEW."objective_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="733bda58d85eebd8c9212354fed917230957ad6b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_eee7c",
                    table="agreements_activityobjective",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activityobjective",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_activityobjectiveevent" ("activity_id", "id", "objective_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."activity_id", OLD."id", OLD."objective_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="cd4f9e6d6d961a465d2ef2f9493831f141b19985",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_13a91",
                    table="agreements_activityobjective",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_activityevent" ("agreement_id", "committee_id", "created_at", "description", "id", "is_demonstration", "kind", "people_reached", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "title", "version", "visibility") VALUES (NEW."agreement_id", NEW."committee_id", NEW."created_at", NEW."description", NEW."id", NEW."is_demonstration", NEW."kind", NEW."people_reached", NEW."period", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."title", NEW."version", NEW."visibility"); RETURN NULL;',
                    hash="f75e68ddbfc8da124f7ffb1a48a73f72b934ed6b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a78c3",
                    table="agreements_activity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreements_activityevent" ("agreement_id", "committee_id", "created_at", "description", "id", "is_demonstration", "kind", "people_reached", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "title", "version", "visibility") VALUES (NEW."agreement_id", NEW."committee_id", NEW."created_at", NEW."description", NEW."id", NEW."is_demonstration", NEW."kind", NEW."people_reached", NEW."period", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."title", NEW."version", NEW."visibility"); RETURN NULL;',
                    hash="43334abcdb7ae495d00cd3dcfb2d666c5aa21357",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7ba97",
                    table="agreements_activity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_activityevent" ("agreement_id", "committee_id", "created_at", "description", "id", "is_demonstration", "kind", "people_reached", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "title", "version", "visibility") VALUES (OLD."agreement_id", OLD."committee_id", OLD."created_at", OLD."description", OLD."id", OLD."is_demonstration", OLD."kind", OLD."people_reached", OLD."period", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."title", OLD."version", OLD."visibility"); RETURN NULL;',
                    hash="69b65829740ed9535d67bb17342931ed9d66244f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c7e54",
                    table="agreements_activity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="party",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_partyevent" ("agreement_id", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "shown_as") VALUES (NEW."agreement_id", NEW."id", NEW."organization_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."shown_as"); RETURN NULL;',
                    hash="3f6532cc00f2bb8fc74bbbbaaecf6301860c7fb6",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_783c4",
                    table="agreements_party",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="party",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreements_partyevent" ("agreement_id", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "shown_as") VALUES (NEW."agreement_id", NEW."id", NEW."organization_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."shown_as"); RETURN NULL;',
                    hash="7ad42d6369813623ade3f6ad5a376dbeab245466",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_83158",
                    table="agreements_party",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="party",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_partyevent" ("agreement_id", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "shown_as") VALUES (OLD."agreement_id", OLD."id", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."shown_as"); RETURN NULL;',
                    hash="a18ed4c05c1baa63a90dc3af7acf842d1db459e5",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_048bd",
                    table="agreements_party",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contribution",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_contributionevent" ("committed", "form", "id", "is_ceiling", "note", "paid", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised", "used") VALUES (NEW."committed", NEW."form", NEW."id", NEW."is_ceiling", NEW."note", NEW."paid", NEW."party_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."promised", NEW."used"); RETURN NULL;',
                    hash="67041cbaf0d40144c89c39084ea48fe2e427f9c6",
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
                    func='INSERT INTO "agreements_contributionevent" ("committed", "form", "id", "is_ceiling", "note", "paid", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised", "used") VALUES (NEW."committed", NEW."form", NEW."id", NEW."is_ceiling", NEW."note", NEW."paid", NEW."party_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."promised", NEW."used"); RETURN NULL;',
                    hash="b19474da39a5e80d4634bf81cad0d211a1c57ba6",
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
                    func='INSERT INTO "agreements_contributionevent" ("committed", "form", "id", "is_ceiling", "note", "paid", "party_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised", "used") VALUES (OLD."committed", OLD."form", OLD."id", OLD."is_ceiling", OLD."note", OLD."paid", OLD."party_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."promised", OLD."used"); RETURN NULL;',
                    hash="c8b82d2378c8b85b7982cbe9cf983cc0ba9309e1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4aecc",
                    table="agreements_contribution",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statuschange",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_statuschangeevent" ("agreement_id", "author_id", "effective", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "status") VALUES (NEW."agreement_id", NEW."author_id", NEW."effective", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."recorded_at", NEW."status"); RETURN NULL;',
                    hash="6e4e671c2c59ee4a7104bcd45c8c83a9a750842c",
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
                    func='INSERT INTO "agreements_statuschangeevent" ("agreement_id", "author_id", "effective", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "status") VALUES (NEW."agreement_id", NEW."author_id", NEW."effective", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."recorded_at", NEW."status"); RETURN NULL;',
                    hash="775bf583632baad79b6afc73c9965429811b3dd9",
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
                    func='INSERT INTO "agreements_statuschangeevent" ("agreement_id", "author_id", "effective", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "status") VALUES (OLD."agreement_id", OLD."author_id", OLD."effective", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."recorded_at", OLD."status"); RETURN NULL;',
                    hash="32c8301d925cc50a107b9d71ac811701d93345f0",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ffdac",
                    table="agreements_statuschange",
                    when="AFTER",
                ),
            ),
        ),
    ]
