"""A fuzzer of everything that the package reads: `python -m tests.fuzz --help`.

A target (`targets.py`) draws cases and tries them: files that stand in a folder, made from a
grammar (`records.py`, `tables.py`, `documents.py`, `graphs.py`), by changing seeds (`mutate.py`),
or both. A case depends on the seed of the run, the target and its number alone, so that it can be
made again. What must hold of it stands in `oracle.py`. Cases are tried in a process of their own,
within bounds on time and memory (`bounded.py`). A fault is made as small as it gets
(`minimise.py`) and kept as a seed below `seeds/`, which `test_seeds.py` tries again.
"""
