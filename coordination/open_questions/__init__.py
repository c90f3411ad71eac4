"""Questions: what the structure asks and the records leave open, as a guide for interviews.

The package isn't called `questions`, because `coordination.questions` is the function.
"""
