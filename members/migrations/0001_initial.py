import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.lookups
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import arbj_portal.core.fields
import arbj_portal.core.period_fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_sql_functions"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Person",
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
                    "civility",
                    arbj_portal.core.fields.ChoiceField(
                        blank=True,
                        choices=[("", "Aucune"), ("mme", "Mme"), ("m", "M.")],
                        max_length=24,
                        verbose_name="civilité",
                    ),
                ),
                ("first_name", models.CharField(max_length=80, verbose_name="prénom")),
                ("last_name", models.CharField(max_length=80, verbose_name="nom")),
                ("function", models.CharField(blank=True, max_length=120, verbose_name="fonction")),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
                ),
            ],
            options={
                "verbose_name": "personne",
                "ordering": [
                    django.contrib.postgres.lookups.Unaccent(
                        django.db.models.functions.text.Lower("last_name")
                    ),
                    django.contrib.postgres.lookups.Unaccent(
                        django.db.models.functions.text.Lower("first_name")
                    ),
                    "id",
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_name", ""), _negated=True),
                        name="members_person_last_name",
                        violation_error_message="Donnez le nom de la personne.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "email",
                    models.EmailField(
                        error_messages={"unique": "Un compte porte déjà ce courriel."},
                        max_length=254,
                        unique=True,
                        verbose_name="courriel",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="nom affiché")),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("partner", "partenaire"),
                                ("coordination", "coordination"),
                                ("administration", "administration"),
                            ],
                            max_length=16,
                        ),
                        blank=True,
                        default=list,
                        verbose_name="rôles",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="actif")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="créé le")),
                (
                    "person",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="user",
                        to="members.person",
                        verbose_name="personne",
                    ),
                ),
            ],
            options={
                "verbose_name": "compte",
                "ordering": ["name", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("email", django.db.models.functions.text.Lower("email"))
                        ),
                        name="members_user_email_lower",
                        violation_error_message="Le courriel d’un compte s’écrit en minuscules.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("roles__contained_by", ["partner", "coordination", "administration"])
                        ),
                        name="members_user_roles",
                        violation_error_message="Ce rôle n’existe pas.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Category",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="nom")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="ordre")),
            ],
            options={
                "verbose_name": "catégorie d’organisme",
                "verbose_name_plural": "catégories d’organisme",
                "ordering": [
                    "position",
                    django.contrib.postgres.lookups.Unaccent(
                        django.db.models.functions.text.Lower("name")
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="members_category_name",
                        violation_error_message="Donnez un nom à la catégorie.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CategoryEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=80, verbose_name="nom")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="ordre")),
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
                        to="members.category",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Committee",
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
                ("name", models.CharField(max_length=200, unique=True, verbose_name="nom")),
                (
                    "acronym",
                    models.CharField(
                        help_text="Préfixe des numéros de décision, par exemple TCJI.",
                        max_length=12,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z][A-Z0-9]*\\Z",
                                "Le sigle s’écrit en majuscules et en chiffres, sans espace.",
                            )
                        ],
                        verbose_name="sigle",
                    ),
                ),
                (
                    "kind",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("table", "table de concertation"),
                            ("committee", "comité de travail"),
                        ],
                        default="table",
                        max_length=24,
                        verbose_name="genre",
                    ),
                ),
                ("mandate", models.TextField(blank=True, max_length=4000, verbose_name="mandat")),
                (
                    "quorum_rule",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("none", "aucun quorum"),
                            ("number", "un nombre de voix"),
                            ("share", "une part des membres votants"),
                        ],
                        default="none",
                        max_length=24,
                        verbose_name="quorum",
                    ),
                ),
                (
                    "quorum_value",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Nombre de voix, ou pourcentage des membres votants.",
                        null=True,
                        verbose_name="valeur du quorum",
                    ),
                ),
                (
                    "minutes_word",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[("minutes", "procès-verbal"), ("report", "compte rendu")],
                        default="minutes",
                        max_length=24,
                        verbose_name="nom donné aux notes officielles",
                    ),
                ),
                (
                    "adoption_word",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[("adopted", "adopté"), ("approved", "approuvé")],
                        default="adopted",
                        max_length=24,
                        verbose_name="mot de l’adoption",
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
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subcommittees",
                        to="members.committee",
                        verbose_name="relève de",
                    ),
                ),
            ],
            options={
                "verbose_name": "instance",
                "ordering": [
                    "-kind",
                    django.contrib.postgres.lookups.Unaccent(
                        django.db.models.functions.text.Lower("name")
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="members_committee_name",
                        violation_error_message="Donnez un nom à l’instance.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "committee"), ("parent__isnull", True), _connector="OR"
                        ),
                        name="members_committee_parent",
                        violation_error_message="Une table ne relève d’aucune autre instance.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("quorum_rule", "none"), ("quorum_value__isnull", True)),
                            models.Q(
                                ("quorum_rule", "number"),
                                ("quorum_value__gte", 1),
                                ("quorum_value__isnull", False),
                            ),
                            models.Q(
                                ("quorum_rule", "share"),
                                ("quorum_value__isnull", False),
                                ("quorum_value__range", (1, 100)),
                            ),
                            _connector="OR",
                        ),
                        name="members_committee_quorum",
                        violation_error_message="Donnez un nombre de voix, ou une part de 1 à 100 pour cent; laissez la valeur vide quand il n’y a pas de quorum.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommitteeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "is_demonstration",
                    models.BooleanField(default=False, verbose_name="données de démonstration"),
                ),
                ("name", models.CharField(max_length=200, verbose_name="nom")),
                (
                    "acronym",
                    models.CharField(
                        help_text="Préfixe des numéros de décision, par exemple TCJI.",
                        max_length=12,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z][A-Z0-9]*\\Z",
                                "Le sigle s’écrit en majuscules et en chiffres, sans espace.",
                            )
                        ],
                        verbose_name="sigle",
                    ),
                ),
                (
                    "kind",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("table", "table de concertation"),
                            ("committee", "comité de travail"),
                        ],
                        default="table",
                        max_length=24,
                        verbose_name="genre",
                    ),
                ),
                ("mandate", models.TextField(blank=True, max_length=4000, verbose_name="mandat")),
                (
                    "quorum_rule",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("none", "aucun quorum"),
                            ("number", "un nombre de voix"),
                            ("share", "une part des membres votants"),
                        ],
                        default="none",
                        max_length=24,
                        verbose_name="quorum",
                    ),
                ),
                (
                    "quorum_value",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Nombre de voix, ou pourcentage des membres votants.",
                        null=True,
                        verbose_name="valeur du quorum",
                    ),
                ),
                (
                    "minutes_word",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[("minutes", "procès-verbal"), ("report", "compte rendu")],
                        default="minutes",
                        max_length=24,
                        verbose_name="nom donné aux notes officielles",
                    ),
                ),
                (
                    "adoption_word",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[("adopted", "adopté"), ("approved", "approuvé")],
                        default="adopted",
                        max_length=24,
                        verbose_name="mot de l’adoption",
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
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.committee",
                        verbose_name="relève de",
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
                        to="members.committee",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Locality",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="nom")),
                ("kind", models.CharField(max_length=40, verbose_name="genre")),
                (
                    "latitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=3,
                        max_digits=6,
                        null=True,
                        verbose_name="latitude",
                    ),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=3,
                        max_digits=6,
                        null=True,
                        verbose_name="longitude",
                    ),
                ),
            ],
            options={
                "verbose_name": "localité",
                "ordering": [
                    django.contrib.postgres.lookups.Unaccent(
                        django.db.models.functions.text.Lower("name")
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="members_locality_name",
                        violation_error_message="Donnez un nom à la localité.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Organization",
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
                ("name", models.CharField(max_length=200, verbose_name="nom d’aujourd’hui")),
                ("acronym", models.CharField(blank=True, max_length=20, verbose_name="sigle")),
                ("website", models.URLField(blank=True, verbose_name="site Web")),
                (
                    "public_email",
                    models.EmailField(blank=True, max_length=254, verbose_name="courriel public"),
                ),
                (
                    "public_phone",
                    models.CharField(blank=True, max_length=40, verbose_name="téléphone public"),
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
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="organizations",
                        to="members.category",
                        verbose_name="catégorie",
                    ),
                ),
                (
                    "locality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="organizations",
                        to="members.locality",
                        verbose_name="localité",
                    ),
                ),
            ],
            options={
                "verbose_name": "organisme",
                "ordering": [
                    django.contrib.postgres.lookups.Unaccent(
                        django.db.models.functions.text.Lower("name")
                    ),
                    "id",
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="members_organization_name",
                        violation_error_message="Donnez un nom à l’organisme.",
                    ),
                    models.UniqueConstraint(
                        fields=("name", "locality"),
                        name="members_organization_unique",
                        nulls_distinct=False,
                        violation_error_message="Un organisme de cette localité porte déjà ce nom.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FormerName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="nom")),
                ("acronym", models.CharField(blank=True, max_length=20, verbose_name="sigle")),
                (
                    "held",
                    arbj_portal.core.period_fields.PeriodField(
                        max_length=265, verbose_name="porté"
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_names",
                        to="members.organization",
                        verbose_name="organisme",
                    ),
                ),
            ],
            options={
                "verbose_name": "ancien nom",
                "verbose_name_plural": "anciens noms",
                "ordering": ["held", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("held__isnull", True), ("held__dates__isnull", False), _connector="OR"
                        ),
                        name="members_formername_held",
                        violation_error_message="La période n’est pas valide.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="members_formername_name",
                        violation_error_message="Donnez l’ancien nom.",
                    ),
                    models.UniqueConstraint(
                        fields=("organization", "name"),
                        name="members_formername_unique",
                        violation_error_message="Cet ancien nom est déjà inscrit.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FormerNameEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=200, verbose_name="nom")),
                ("acronym", models.CharField(blank=True, max_length=20, verbose_name="sigle")),
                (
                    "held",
                    arbj_portal.core.period_fields.PeriodField(
                        max_length=265, verbose_name="porté"
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
                        to="members.formername",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LocalityEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=80, verbose_name="nom")),
                ("kind", models.CharField(max_length=40, verbose_name="genre")),
                (
                    "latitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=3,
                        max_digits=6,
                        null=True,
                        verbose_name="latitude",
                    ),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=3,
                        max_digits=6,
                        null=True,
                        verbose_name="longitude",
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
                        to="members.locality",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Membership",
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
                    "role",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("lead", "organisme responsable"),
                            ("funder", "partenaire financier"),
                            ("regular", "membre régulier"),
                            ("advisory", "membre conseiller"),
                            ("observer", "observateur"),
                            ("resource", "personne-ressource"),
                        ],
                        default="regular",
                        max_length=24,
                        verbose_name="rôle",
                    ),
                ),
                ("votes", models.BooleanField(default=True, verbose_name="a droit de vote")),
                (
                    "invitation",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("to_invite", "À inviter"),
                            ("invited", "Invitée"),
                            ("reminded", "Relancée"),
                            ("accepted", "Acceptée"),
                            ("declined", "Déclinée"),
                            ("no_answer", "Sans réponse"),
                            ("withdrawn", "Retirée"),
                        ],
                        default="to_invite",
                        max_length=24,
                        verbose_name="invitation",
                    ),
                ),
                (
                    "invitation_note",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="note sur l’invitation"
                    ),
                ),
                (
                    "started_on",
                    models.DateField(blank=True, null=True, verbose_name="membre depuis le"),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="jusqu’au")),
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
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="members.committee",
                        verbose_name="instance",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="members.organization",
                        verbose_name="organisme",
                    ),
                ),
            ],
            options={
                "verbose_name": "adhésion",
                "ordering": [
                    django.contrib.postgres.lookups.Unaccent(
                        django.db.models.functions.text.Lower("organization__name")
                    ),
                    "id",
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True),
                            ("started_on__isnull", True),
                            ("ended_on__gte", models.F("started_on")),
                            _connector="OR",
                        ),
                        name="members_membership_dates",
                        violation_error_message="La fin précède le début.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on__isnull", True), ("started_on__isnull", True)),
                            ("invitation", "accepted"),
                            _connector="OR",
                        ),
                        name="members_membership_member_accepted",
                        violation_error_message="Un organisme n’est membre qu’après avoir accepté l’invitation.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("invitation", "accepted")),
                        expressions=[
                            ("committee", "="),
                            ("organization", "="),
                            (
                                models.Func(
                                    "started_on",
                                    "ended_on",
                                    models.Value("[]"),
                                    function="DATERANGE",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="members_membership_once",
                        violation_error_message="Cet organisme est déjà membre de l’instance pendant une partie de cette période.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("invitation__in", ["to_invite", "invited", "reminded", "no_answer"])
                        ),
                        fields=("committee", "organization"),
                        name="members_membership_invited_once",
                        violation_error_message="Cet organisme est déjà parmi les organismes à inviter.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MembershipEvent",
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
                    "role",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("lead", "organisme responsable"),
                            ("funder", "partenaire financier"),
                            ("regular", "membre régulier"),
                            ("advisory", "membre conseiller"),
                            ("observer", "observateur"),
                            ("resource", "personne-ressource"),
                        ],
                        default="regular",
                        max_length=24,
                        verbose_name="rôle",
                    ),
                ),
                ("votes", models.BooleanField(default=True, verbose_name="a droit de vote")),
                (
                    "invitation",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("to_invite", "À inviter"),
                            ("invited", "Invitée"),
                            ("reminded", "Relancée"),
                            ("accepted", "Acceptée"),
                            ("declined", "Déclinée"),
                            ("no_answer", "Sans réponse"),
                            ("withdrawn", "Retirée"),
                        ],
                        default="to_invite",
                        max_length=24,
                        verbose_name="invitation",
                    ),
                ),
                (
                    "invitation_note",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="note sur l’invitation"
                    ),
                ),
                (
                    "started_on",
                    models.DateField(blank=True, null=True, verbose_name="membre depuis le"),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="jusqu’au")),
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
                        to="members.membership",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OrganizationContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="courriel interne"),
                ),
                (
                    "phone",
                    models.CharField(blank=True, max_length=40, verbose_name="téléphone interne"),
                ),
                (
                    "address",
                    models.TextField(blank=True, max_length=500, verbose_name="adresse postale"),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="note de la coordination"
                    ),
                ),
                (
                    "organization",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contact",
                        to="members.organization",
                        verbose_name="organisme",
                    ),
                ),
            ],
            options={
                "verbose_name": "coordonnées internes d’un organisme",
                "verbose_name_plural": "coordonnées internes d’organismes",
            },
        ),
        migrations.CreateModel(
            name="OrganizationContactEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="courriel interne"),
                ),
                (
                    "phone",
                    models.CharField(blank=True, max_length=40, verbose_name="téléphone interne"),
                ),
                (
                    "address",
                    models.TextField(blank=True, max_length=500, verbose_name="adresse postale"),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="note de la coordination"
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
                        to="members.organizationcontact",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OrganizationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "is_demonstration",
                    models.BooleanField(default=False, verbose_name="données de démonstration"),
                ),
                ("name", models.CharField(max_length=200, verbose_name="nom d’aujourd’hui")),
                ("acronym", models.CharField(blank=True, max_length=20, verbose_name="sigle")),
                ("website", models.URLField(blank=True, verbose_name="site Web")),
                (
                    "public_email",
                    models.EmailField(blank=True, max_length=254, verbose_name="courriel public"),
                ),
                (
                    "public_phone",
                    models.CharField(blank=True, max_length=40, verbose_name="téléphone public"),
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
                (
                    "category",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.category",
                        verbose_name="catégorie",
                    ),
                ),
                (
                    "locality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.locality",
                        verbose_name="localité",
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
                        to="members.organization",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PersonContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="courriel")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="téléphone")),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contact",
                        to="members.person",
                        verbose_name="personne",
                    ),
                ),
            ],
            options={
                "verbose_name": "coordonnées d’une personne",
                "verbose_name_plural": "coordonnées de personnes",
            },
        ),
        migrations.CreateModel(
            name="PersonContactEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="courriel")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="téléphone")),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
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
                        to="members.personcontact",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PersonEvent",
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
                    "civility",
                    arbj_portal.core.fields.ChoiceField(
                        blank=True,
                        choices=[("", "Aucune"), ("mme", "Mme"), ("m", "M.")],
                        max_length=24,
                        verbose_name="civilité",
                    ),
                ),
                ("first_name", models.CharField(max_length=80, verbose_name="prénom")),
                ("last_name", models.CharField(max_length=80, verbose_name="nom")),
                ("function", models.CharField(blank=True, max_length=120, verbose_name="fonction")),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
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
                        to="members.person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Representative",
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
                    "office",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("chair", "présidence"),
                            ("vice_chair", "vice-présidence"),
                            ("secretary", "secrétaire"),
                            ("coordination", "coordination"),
                            ("delegate", "représentant désigné"),
                            ("substitute", "substitut"),
                        ],
                        default="delegate",
                        max_length=24,
                        verbose_name="rôle",
                    ),
                ),
                ("started_on", models.DateField(blank=True, null=True, verbose_name="depuis le")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="jusqu’au")),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="representatives",
                        to="members.membership",
                        verbose_name="adhésion",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates",
                        to="members.person",
                        verbose_name="personne",
                    ),
                ),
            ],
            options={
                "verbose_name": "mandat",
                "ordering": [
                    django.contrib.postgres.lookups.Unaccent(
                        django.db.models.functions.text.Lower("person__last_name")
                    ),
                    django.contrib.postgres.lookups.Unaccent(
                        django.db.models.functions.text.Lower("person__first_name")
                    ),
                    "id",
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True),
                            ("started_on__isnull", True),
                            ("ended_on__gte", models.F("started_on")),
                            _connector="OR",
                        ),
                        name="members_representative_dates",
                        violation_error_message="La fin précède le début.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("person", "="),
                            ("membership", "="),
                            (
                                models.Func(
                                    "started_on",
                                    "ended_on",
                                    models.Value("[]"),
                                    function="DATERANGE",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="members_representative_once",
                        violation_error_message="Cette personne siège déjà pour cet organisme pendant une partie de cette période.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RepresentativeEvent",
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
                    "office",
                    arbj_portal.core.fields.ChoiceField(
                        choices=[
                            ("chair", "présidence"),
                            ("vice_chair", "vice-présidence"),
                            ("secretary", "secrétaire"),
                            ("coordination", "coordination"),
                            ("delegate", "représentant désigné"),
                            ("substitute", "substitut"),
                        ],
                        default="delegate",
                        max_length=24,
                        verbose_name="rôle",
                    ),
                ),
                ("started_on", models.DateField(blank=True, null=True, verbose_name="depuis le")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="jusqu’au")),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.membership",
                        verbose_name="adhésion",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
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
                        to="members.representative",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="UserEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "email",
                    models.EmailField(
                        error_messages={"unique": "Un compte porte déjà ce courriel."},
                        max_length=254,
                        verbose_name="courriel",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="nom affiché")),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("partner", "partenaire"),
                                ("coordination", "coordination"),
                                ("administration", "administration"),
                            ],
                            max_length=16,
                        ),
                        blank=True,
                        default=list,
                        verbose_name="rôles",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="actif")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="créé le")),
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
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AccountInvitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="courriel")),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="nom affiché")),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("partner", "partenaire"),
                                ("coordination", "coordination"),
                                ("administration", "administration"),
                            ],
                            max_length=16,
                        ),
                        blank=True,
                        default=list,
                        verbose_name="rôles",
                    ),
                ),
                (
                    "token_sha256",
                    models.CharField(
                        editable=False, max_length=64, unique=True, verbose_name="empreinte du lien"
                    ),
                ),
                ("expires_at", models.DateTimeField(verbose_name="expire le")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="créée le")),
                (
                    "accepted_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="acceptée le"),
                ),
                (
                    "accepted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="acceptée par",
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="compte",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="créée par",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.person",
                        verbose_name="personne",
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation à ouvrir un compte",
                "verbose_name_plural": "invitations à ouvrir un compte",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("roles__contained_by", ["partner", "coordination", "administration"]),
                            models.Q(
                                ("account__isnull", False),
                                models.Q(("roles", []), _negated=True),
                                _connector="OR",
                            ),
                        ),
                        name="members_accountinvitation_roles",
                        violation_error_message="Choisissez au moins un rôle.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("email", django.db.models.functions.text.Lower("email"))
                        ),
                        name="members_accountinvitation_email_lower",
                        violation_error_message="Le courriel d’une invitation s’écrit en minuscules.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted_at__isnull", True), ("accepted_by__isnull", True)),
                            models.Q(
                                ("accepted_at__isnull", False), ("accepted_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="members_accountinvitation_accepted",
                        violation_error_message="Ces deux renseignements vont ensemble.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccountInvitationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("email", models.EmailField(max_length=254, verbose_name="courriel")),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="nom affiché")),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("partner", "partenaire"),
                                ("coordination", "coordination"),
                                ("administration", "administration"),
                            ],
                            max_length=16,
                        ),
                        blank=True,
                        default=list,
                        verbose_name="rôles",
                    ),
                ),
                ("expires_at", models.DateTimeField(verbose_name="expire le")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="créée le")),
                (
                    "accepted_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="acceptée le"),
                ),
                (
                    "accepted_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="acceptée par",
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="compte",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="créée par",
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
                        to="members.accountinvitation",
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
                        verbose_name="personne",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="category",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_categoryevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position"); RETURN NULL;',
                    hash="b5ae8476437bb258a27fe34cfc1cedd97b095985",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_dcce2",
                    table="members_category",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="category",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "members_categoryevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position"); RETURN NULL;',
                    hash="145fbee8ea2c81f3d9b75fc526b1830b78b9e59d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e9dc4",
                    table="members_category",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="category",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_categoryevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position"); RETURN NULL;',
                    hash="020bf741a81e0ac4433efa4fd68f5d9a726df165",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_52bf9",
                    table="members_category",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="locality",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_localityevent" ("id", "kind", "latitude", "longitude", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."kind", NEW."latitude", NEW."longitude", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="dd8c79d10528a56fbb70440537ed02287d0b0ef2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3f3ab",
                    table="members_locality",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="locality",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "members_localityevent" ("id", "kind", "latitude", "longitude", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."kind", NEW."latitude", NEW."longitude", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="5ad5ff9174cf7b44950bea710dfdd47a9351190e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1bd97",
                    table="members_locality",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="locality",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_localityevent" ("id", "kind", "latitude", "longitude", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."kind", OLD."latitude", OLD."longitude", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="4d8566e2b4e0ad11452beb20cc062c833412910d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b4d47",
                    table="members_locality",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_personevent" ("civility", "first_name", "function", "id", "is_demonstration", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."civility", NEW."first_name", NEW."function", NEW."id", NEW."is_demonstration", NEW."last_name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."version"); RETURN NULL;',
                    hash="8167046c1a3adb0ed4c60dc786f19e1391b06ac2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ccaf2",
                    table="members_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "members_personevent" ("civility", "first_name", "function", "id", "is_demonstration", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."civility", NEW."first_name", NEW."function", NEW."id", NEW."is_demonstration", NEW."last_name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version"); RETURN NULL;',
                    hash="4675e2413603eb017d3a920efd5e5c574dc35245",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a133a",
                    table="members_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_personevent" ("civility", "first_name", "function", "id", "is_demonstration", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."civility", OLD."first_name", OLD."function", OLD."id", OLD."is_demonstration", OLD."last_name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."version"); RETURN NULL;',
                    hash="74f0daebcadddddf214b722924b2dc069bd3cf66",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b4a8d",
                    table="members_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="committee",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_committeeevent" ("acronym", "adoption_word", "id", "is_demonstration", "kind", "mandate", "minutes_word", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quorum_rule", "quorum_value", "version", "visibility") VALUES (NEW."acronym", NEW."adoption_word", NEW."id", NEW."is_demonstration", NEW."kind", NEW."mandate", NEW."minutes_word", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."quorum_rule", NEW."quorum_value", NEW."version", NEW."visibility"); RETURN NULL;',
                    hash="90921ad47cf650fbc273b98787829733b4fffd21",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3ca6b",
                    table="members_committee",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="committee",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "members_committeeevent" ("acronym", "adoption_word", "id", "is_demonstration", "kind", "mandate", "minutes_word", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quorum_rule", "quorum_value", "version", "visibility") VALUES (NEW."acronym", NEW."adoption_word", NEW."id", NEW."is_demonstration", NEW."kind", NEW."mandate", NEW."minutes_word", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."quorum_rule", NEW."quorum_value", NEW."version", NEW."visibility"); RETURN NULL;',
                    hash="bcd75319249c4eedf1eff276272063f69f11c6ff",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_673ee",
                    table="members_committee",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="committee",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_committeeevent" ("acronym", "adoption_word", "id", "is_demonstration", "kind", "mandate", "minutes_word", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quorum_rule", "quorum_value", "version", "visibility") VALUES (OLD."acronym", OLD."adoption_word", OLD."id", OLD."is_demonstration", OLD."kind", OLD."mandate", OLD."minutes_word", OLD."name", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."quorum_rule", OLD."quorum_value", OLD."version", OLD."visibility"); RETURN NULL;',
                    hash="e1b095320bc2c7e7c33b69e91b84a1c77e7b5e63",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_67826",
                    table="members_committee",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organization",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_organizationevent" ("acronym", "category_id", "id", "is_demonstration", "locality_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_email", "public_phone", "version", "visibility", "website") VALUES (NEW."acronym", NEW."category_id", NEW."id", NEW."is_demonstration", NEW."locality_id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_email", NEW."public_phone", NEW."version", NEW."visibility", NEW."website"); RETURN NULL;',
                    hash="17d5f81c902be7cdbeded2d4a5a2db9850d8e101",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5fbf2",
                    table="members_organization",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organization",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "members_organizationevent" ("acronym", "category_id", "id", "is_demonstration", "locality_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_email", "public_phone", "version", "visibility", "website") VALUES (NEW."acronym", NEW."category_id", NEW."id", NEW."is_demonstration", NEW."locality_id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_email", NEW."public_phone", NEW."version", NEW."visibility", NEW."website"); RETURN NULL;',
                    hash="b6bfb2463ebd65203c8f6a8ab0db7d86f33d2e01",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_af66e",
                    table="members_organization",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organization",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_organizationevent" ("acronym", "category_id", "id", "is_demonstration", "locality_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_email", "public_phone", "version", "visibility", "website") VALUES (OLD."acronym", OLD."category_id", OLD."id", OLD."is_demonstration", OLD."locality_id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_email", OLD."public_phone", OLD."version", OLD."visibility", OLD."website"); RETURN NULL;',
                    hash="9545a28bed57a1e97f80a34906de07203bd9f5c3",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e843d",
                    table="members_organization",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_membershipevent" ("committee_id", "ended_on", "id", "invitation", "invitation_note", "is_demonstration", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "started_on", "version", "visibility", "votes") VALUES (NEW."committee_id", NEW."ended_on", NEW."id", NEW."invitation", NEW."invitation_note", NEW."is_demonstration", NEW."organization_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."started_on", NEW."version", NEW."visibility", NEW."votes"); RETURN NULL;',
                    hash="f8bc75d0bc548b958357485e7256d1a624499d83",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_20243",
                    table="members_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "members_membershipevent" ("committee_id", "ended_on", "id", "invitation", "invitation_note", "is_demonstration", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "started_on", "version", "visibility", "votes") VALUES (NEW."committee_id", NEW."ended_on", NEW."id", NEW."invitation", NEW."invitation_note", NEW."is_demonstration", NEW."organization_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."started_on", NEW."version", NEW."visibility", NEW."votes"); RETURN NULL;',
                    hash="526b17ff34b7aa6b84c7e4f10da686ee2a6df32f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f5071",
                    table="members_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_membershipevent" ("committee_id", "ended_on", "id", "invitation", "invitation_note", "is_demonstration", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "started_on", "version", "visibility", "votes") VALUES (OLD."committee_id", OLD."ended_on", OLD."id", OLD."invitation", OLD."invitation_note", OLD."is_demonstration", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role", OLD."started_on", OLD."version", OLD."visibility", OLD."votes"); RETURN NULL;',
                    hash="4715a4bf04f5336b16186538d7450638f256c608",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_84b9f",
                    table="members_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="formername",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_formernameevent" ("acronym", "held", "id", "name", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."acronym", NEW."held", NEW."id", NEW."name", NEW."organization_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="4a49651313737c83df57d69ca79607e19f08fb6a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ff5a7",
                    table="members_formername",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="formername",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "members_formernameevent" ("acronym", "held", "id", "name", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."acronym", NEW."held", NEW."id", NEW."name", NEW."organization_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="b34ac92a816f91e463faadc96bd731cd6f1690bb",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a6083",
                    table="members_formername",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="formername",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_formernameevent" ("acronym", "held", "id", "name", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."acronym", OLD."held", OLD."id", OLD."name", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="4403640d2ba528fed694b90dd9b971b87844f6a0",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3efa5",
                    table="members_formername",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organizationcontact",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_organizationcontactevent" ("address", "email", "id", "note", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone") VALUES (NEW."address", NEW."email", NEW."id", NEW."note", NEW."organization_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone"); RETURN NULL;',
                    hash="1f92349b78d19e8136c53237d0f7c0af611d141c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_17c8c",
                    table="members_organizationcontact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organizationcontact",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "members_organizationcontactevent" ("address", "email", "id", "note", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone") VALUES (NEW."address", NEW."email", NEW."id", NEW."note", NEW."organization_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone"); RETURN NULL;',
                    hash="4b4084c4c4566509cc76bc9976524b0099eb11d2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6fdab",
                    table="members_organizationcontact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organizationcontact",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_organizationcontactevent" ("address", "email", "id", "note", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone") VALUES (OLD."address", OLD."email", OLD."id", OLD."note", OLD."organization_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone"); RETURN NULL;',
                    hash="e64e464da4973ad4fa3265d9def720edc6ca67f2",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_08c99",
                    table="members_organizationcontact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accountinvitation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_accountinvitationevent" ("accepted_at", "accepted_by_id", "account_id", "created_at", "created_by_id", "email", "expires_at", "id", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "roles") VALUES (NEW."accepted_at", NEW."accepted_by_id", NEW."account_id", NEW."created_at", NEW."created_by_id", NEW."email", NEW."expires_at", NEW."id", NEW."name", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."roles"); RETURN NULL;',
                    hash="504c7317640fa72ba7dce6b359a721eb39d68417",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f68e3",
                    table="members_accountinvitation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accountinvitation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."accepted_at" IS DISTINCT FROM (NEW."accepted_at") OR OLD."accepted_by_id" IS DISTINCT FROM (NEW."accepted_by_id") OR OLD."account_id" IS DISTINCT FROM (NEW."account_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."roles" IS DISTINCT FROM (NEW."roles"))',
                    func='INSERT INTO "members_accountinvitationevent" ("accepted_at", "accepted_by_id", "account_id", "created_at", "created_by_id", "email", "expires_at", "id", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "roles") VALUES (NEW."accepted_at", NEW."accepted_by_id", NEW."account_id", NEW."created_at", NEW."created_by_id", NEW."email", NEW."expires_at", NEW."id", NEW."name", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."roles"); RETURN NULL;',
                    hash="d5291cb96c837503c137880ebbd1b11369f7c024",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2fbf3",
                    table="members_accountinvitation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accountinvitation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_accountinvitationevent" ("accepted_at", "accepted_by_id", "account_id", "created_at", "created_by_id", "email", "expires_at", "id", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "roles") VALUES (OLD."accepted_at", OLD."accepted_by_id", OLD."account_id", OLD."created_at", OLD."created_by_id", OLD."email", OLD."expires_at", OLD."id", OLD."name", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."roles"); RETURN NULL;',
                    hash="72ba92e59769fee81b7569880c38bb0e6202f098",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0806f",
                    table="members_accountinvitation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_userevent" ("created_at", "email", "id", "is_active", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "roles") VALUES (NEW."created_at", NEW."email", NEW."id", NEW."is_active", NEW."name", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."roles"); RETURN NULL;',
                    hash="4871af55c97c54ec0e708fca0361674d02bee3a8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ad80e",
                    table="members_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."roles" IS DISTINCT FROM (NEW."roles"))',
                    func='INSERT INTO "members_userevent" ("created_at", "email", "id", "is_active", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "roles") VALUES (NEW."created_at", NEW."email", NEW."id", NEW."is_active", NEW."name", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."roles"); RETURN NULL;',
                    hash="029e14064e899d8ef173a458016e34dae3ff7ca9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3d12e",
                    table="members_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_userevent" ("created_at", "email", "id", "is_active", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "roles") VALUES (OLD."created_at", OLD."email", OLD."id", OLD."is_active", OLD."name", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."roles"); RETURN NULL;',
                    hash="bdf2ca14c0a95d46a6833591c40c76572bf54e42",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d335d",
                    table="members_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="personcontact",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_personcontactevent" ("email", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone") VALUES (NEW."email", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone"); RETURN NULL;',
                    hash="f581d8fdd6ecc5f0475467413a238e4435460fe1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7111b",
                    table="members_personcontact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="personcontact",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "members_personcontactevent" ("email", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone") VALUES (NEW."email", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone"); RETURN NULL;',
                    hash="c4272acb2b7c78f32d2ee8264d258ee5d5358866",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_459ff",
                    table="members_personcontact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="personcontact",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_personcontactevent" ("email", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone") VALUES (OLD."email", OLD."id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone"); RETURN NULL;',
                    hash="d183215a2a0e44ab95cd7871028a3a474193453c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3fd27",
                    table="members_personcontact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="representative",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_representativeevent" ("ended_on", "id", "is_demonstration", "membership_id", "office", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_on", "version") VALUES (NEW."ended_on", NEW."id", NEW."is_demonstration", NEW."membership_id", NEW."office", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."started_on", NEW."version"); RETURN NULL;',
                    hash="9e025526bf7025545c9aa9d6df7fa1b29cba8963",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b088f",
                    table="members_representative",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="representative",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "members_representativeevent" ("ended_on", "id", "is_demonstration", "membership_id", "office", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_on", "version") VALUES (NEW."ended_on", NEW."id", NEW."is_demonstration", NEW."membership_id", NEW."office", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."started_on", NEW."version"); RETURN NULL;',
                    hash="48dd65f634f2ee8a818e01312cf554d98144c958",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_08559",
                    table="members_representative",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="representative",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "members_representativeevent" ("ended_on", "id", "is_demonstration", "membership_id", "office", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_on", "version") VALUES (OLD."ended_on", OLD."id", OLD."is_demonstration", OLD."membership_id", OLD."office", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."started_on", OLD."version"); RETURN NULL;',
                    hash="c3be383c47a86da5c1a1c0b84300cb697b6cd6b1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_00a3e",
                    table="members_representative",
                    when="AFTER",
                ),
            ),
        ),
    ]
