"""Fast execution on flat arrays beside each immutable segment; knows nothing of Whoosh.

``container`` is the file, ``build`` fills it, ``keys``, ``segment`` and ``columns`` read it,
and ``index`` answers plans over several of them, equal to ``guide.search.reference``.
"""
