"""A carer is home from one round before leaving for the next."""

from engine.shapes import Fold, Group, Unit
from engine.teams import carer_shifts
from engine.units import HARD

RULE = Group(
    id="one_round_at_a_time",
    titles={"en": "Rounds overlap", "ca": "Rondes encavalcades", "es": "Rondas solapadas"},
    sentences={
        "en": "{carer} would have to leave for the next round {amount} minutes before being back.",
        "ca": "{carer} hauria de sortir a la ronda següent {amount} minuts abans d'haver tornat.",
        "es": "{carer} tendría que salir a la ronda siguiente {amount} minutos antes de haber vuelto.",
    },
    unit=Unit.MINUTES,
    weight=HARD,
    uses=("shift.start", "shift.leaves", "travel.times"),
    fold=Fold.APART,
    teams=lambda problem: carer_shifts(problem, least=0),
)
