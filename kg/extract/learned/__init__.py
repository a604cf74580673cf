"""The learned part of extraction: models trained from labelled text, read with numpy and python-crfsuite alone.

Training needs scikit-learn (`pip install "kg[train]"`), imported only where a model is trained.

Mentions: `words` are tokens with offsets and labelled documents, `features` what is seen of each word, `scoring` and
`chain` the arithmetic of a linear-chain CRF, `tagger` the reader that all this makes, `tagger_training` where it
learns, `packing` its bytes.

Relations of whole documents: `layout` is a document as its entities stand in it, `descriptions` and `document_pairs`
what is seen of one entity and of two, `surroundings` what relations say of each other, and `document_relations` learns
and reads.
"""
