"""From a text to its outline: which paragraphs are headings, quotations, lists, notes, a signature.

`outline_of_text` is for plain text. The readers of structured files bring `Piece`s with what the markup
told them, and `outline_of_pieces` adds what only the words tell. Both are pure and linear in the text.
"""

from essays.library.sectioning.assembling import outline_of_pieces, outline_of_text
from essays.library.sectioning.matter import Matter
from essays.library.sectioning.pieces import Piece

__all__ = ["Matter", "Piece", "outline_of_pieces", "outline_of_text"]
