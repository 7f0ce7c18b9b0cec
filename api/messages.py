"""Words of pages that stand in Python: marked here, and said by the page in its reader's language."""


def _(message: str) -> str:
    """Mark a message for the catalogues, which a test holds to what is marked."""
    return message
