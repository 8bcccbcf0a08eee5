"""The law: treaties and other norms, their provisions, and who is bound by them."""

from loaders.sources.law.texts import LawTexts, law_texts

__all__ = ["LawTexts", "law_texts"]
