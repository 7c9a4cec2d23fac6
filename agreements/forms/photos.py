"""A photograph of an activity, and what says it in words."""

from typing import Any

from django import forms

from agreements.models import Activity, ActivityPhoto
from arbj_portal.core.form_layout import PortalFormHelper, narrow, visibility_field
from arbj_portal.core.forms import PortalForm, SubmissionMixin, VersionedMixin
from arbj_portal.core.images import PhotoField


class PhotoFields(PortalForm):
    """What is said of a photograph."""

    alternative = forms.CharField(
        label="Texte de remplacement",
        max_length=300,
        help_text=(
            "Ce que montre la photo, pour qui ne la voit pas : « Douze personnes autour d’une "
            "table, à la bibliothèque »."
        ),
    )
    caption = forms.CharField(label="Légende", max_length=200, required=False)
    credit = forms.CharField(
        label="Crédit", max_length=120, required=False, help_text="Qui l’a prise."
    )

    WORDS = ("alternative", "caption", "credit")

    @property
    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.WORDS}


class PhotoForm(PhotoFields, SubmissionMixin):
    """A photograph to add."""

    file = PhotoField(
        label="Photo",
        help_text=(
            "JPEG, PNG ou WebP, 20 Mo au plus. Le lieu et l’appareil inscrits dans le fichier sont "
            "effacés. Assurez-vous que les personnes reconnaissables sont d’accord."
        ),
    )
    visibility = visibility_field()

    def __init__(self, *args: Any, activity: Activity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        narrow(self.fields["visibility"], activity.visibility)
        self.helper = PortalFormHelper(
            "file",
            *self.WORDS,
            "visibility",
            submit="Ajouter la photo",
            cancel_url=activity.get_absolute_url(),
        )


class PhotoEditForm(PhotoFields, VersionedMixin, SubmissionMixin):
    """What is said of a photograph, corrected."""

    def __init__(self, *args: Any, photo: ActivityPhoto, **kwargs: Any) -> None:
        initial = {name: getattr(photo, name) for name in (*self.WORDS, "version")}
        super().__init__(*args, initial=initial, **kwargs)
        self.helper = PortalFormHelper(
            *self.WORDS,
            submit="Enregistrer",
            cancel_url=photo.attachment.activity.get_absolute_url(),
        )
