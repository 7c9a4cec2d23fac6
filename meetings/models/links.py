"""The signed ways by which people without an account answer."""

import uuid
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models

from members.models import Representative


class SignedLinkQuerySet(models.QuerySet["SignedLink"]):
    def unrevoked(self) -> Self:
        return self.filter(revoked_at=None)

    def of_token(self, token: str) -> Self:
        """The link that a token was signed for; none where it was altered."""
        try:
            return self.filter(nonce=uuid.UUID(self.model.signer().unsign(token)))
        except (BadSignature, ValueError):
            return self.none()

    def opened_by(self, token: str) -> Any:
        """The link that a token opens, where it still serves; else None."""
        link = self.of_token(token).first()
        return link if link and link.serves else None


class SignedLink(models.Model):
    """What opens one page to one person, until it serves no more or is withdrawn.

    The token is signed under a salt of its own kind, not stored: whoever reads the database
    alone cannot make it.
    """

    SALT: ClassVar[str]

    nonce = models.UUIDField("aléa", default=uuid.uuid4, unique=True, editable=False)
    revoked_at = models.DateTimeField("retiré le", null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="retiré par",
    )

    objects: ClassVar[Any] = SignedLinkQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def signer(cls) -> Signer:
        return Signer(salt=cls.SALT, sep=".")

    @property
    def token(self) -> str:
        return self.signer().sign(self.nonce.hex)

    @property
    def serves(self) -> bool:
        raise NotImplementedError(f"{type(self).__name__} says when it serves")


class RepresentativeLink(SignedLink):
    """What opens its page to one representative, as such."""

    representative = models.ForeignKey(
        Representative,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        verbose_name="mandat",
    )

    class Meta:
        abstract = True
