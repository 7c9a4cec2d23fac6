"""Amounts of contributions become movements, of the day on which one knows that they stood."""

from django.db import migrations

MOVE = """
INSERT INTO agreements_movement
    (contribution_id, kind, amount, period, note, is_demonstration, version, created_at)
SELECT contribution.id, amount.kind, amount.amount,
    to_char(agreement.created_at, 'YYYY-MM-DD'),
    'Montant inscrit sans date avant que les mouvements en portent une',
    agreement.is_demonstration, 1, now()
FROM agreements_contribution AS contribution
JOIN agreements_party AS party ON party.id = contribution.party_id
JOIN agreements_agreement AS agreement ON agreement.id = party.agreement_id
CROSS JOIN LATERAL (VALUES
    ('committed', contribution.committed),
    ('paid', contribution.paid),
    ('used', contribution.used)
) AS amount (kind, amount)
WHERE amount.amount > 0
ORDER BY contribution.id
"""
EXCESS = """
UPDATE agreements_contribution SET excess_reason = 'Inscrit ainsi avant que le motif soit demandé'
WHERE paid > promised
"""


class Migration(migrations.Migration):
    dependencies = [("agreements", "0004_movements")]
    operations = [migrations.RunSQL([EXCESS, MOVE], migrations.RunSQL.noop)]
