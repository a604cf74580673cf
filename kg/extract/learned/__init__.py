"""The learned part of extraction: models trained from labelled text, read with numpy and python-crfsuite alone.

Training needs scikit-learn (`pip install "kg[train]"`), imported only where a model is trained.
"""
