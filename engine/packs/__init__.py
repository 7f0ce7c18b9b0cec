"""Rule packs: dated files of labour rules, each number with its source. The README here tells how to write one."""

from engine.packs.reading import named, pack_text, read_pack, shipped
from engine.packs.under import labour_under, under, with_breaks

__all__ = ["labour_under", "named", "pack_text", "read_pack", "shipped", "under", "with_breaks"]
